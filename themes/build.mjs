/**
 * Compiles one style sheet for each theme into build/css, where Django's static files look for it. A folder beside
 * this file is a theme if it holds scss/<its own name>.scss.
 *
 * GOV.UK Frontend names sides "left" and "right". They become "start" and "end" here, so that the same
 * rules serve languages written from right to left.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const source = (theme) => join(here, theme, "scss", `${theme}.scss`);
const themes = (await readdir(here)).filter((name) => existsSync(source(name)));
const sides = { left: "start", right: "end" };

/** Returns compressed CSS with each physical side of a declaration replaced by its logical one. */
function withLogicalSides(css) {
  return css
    .replace(/(?<=[{;])(margin|padding|border)-(left|right)(?=[:-])/g, (_, name, side) => `${name}-inline-${sides[side]}`)
    .replace(/(?<=[{;])(left|right)(?=:)/g, (_, side) => `inset-inline-${sides[side]}`)
    .replace(/(?<=[{;])text-align:(left|right)/g, (_, side) => `text-align:${sides[side]}`)
    .replace(/(?<=[{;])float:(left|right)/g, (_, side) => `float:inline-${sides[side]}`);
}

const target = join(here, "build", "css");
await mkdir(target, { recursive: true });
for (const theme of themes) {
  const { css } = compile(source(theme), {
    style: "compressed",
    quietDeps: true,
    loadPaths: [join(here, "node_modules", "govuk-frontend", "dist"), join(here, "base", "scss")],
  });
  await writeFile(join(target, `${theme}.css`), withLogicalSides(css));
}
