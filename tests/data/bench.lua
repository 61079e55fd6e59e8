-- Asks for each address of a file once, in its order, then stops; with BENCH_ROUNDS more than 1, so many times over.
local paths, position, left = {}, 0, 0
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
left = #paths * tonumber(os.getenv("BENCH_ROUNDS") or "1")

function request()
  position = position + 1
  return wrk.format("GET", paths[(position - 1) % #paths + 1])
end

function response(status)
  left = left - 1
  if status ~= 200 then io.stderr:write("status " .. status .. "\n") end
  if left <= 0 then wrk.thread:stop() end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
