-- For wrk: asks for the paths of a file in turn, each thread from a place of its own.

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
  return wrk.format("GET", paths[position], { ["Host"] = os.getenv("BENCH_HOST"), ["Cookie"] = os.getenv("BENCH_COOKIE") })
end
