-- For wrk: asks for the paths of a file in turn, each thread from a place of its own. A line that has JSON behind a tab
-- is posted.

local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do
  paths[#paths + 1] = line
end

local threads = 0

function setup(thread)
  thread:set("position", threads * math.floor(#paths / 2))
  threads = threads + 1
end

function request()
  position = position % #paths + 1
  local path, body = paths[position]:match("^([^\t]*)\t(.*)$")
  local headers = { ["Host"] = os.getenv("BENCH_HOST"), ["Cookie"] = os.getenv("BENCH_COOKIE") }
  if body then
    headers["Content-Type"] = "application/json"
    return wrk.format("POST", path, headers, body)
  end
  return wrk.format("GET", paths[position], headers)
end
