-- Asks for each address of a file in its order: over and over, or with BENCH_ONCE just once, and then stops.
local paths, position, left = {}, 0, 0
local once = os.getenv("BENCH_ONCE") == "1"
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
left = #paths

function request()
  position = position + 1
  return wrk.format("GET", paths[(position - 1) % #paths + 1])
end

function response(status)
  if status ~= 200 then io.stderr:write("status " .. status .. "\n") end
  left = left - 1
  if once and left <= 0 then os.exit(0) end -- stopping wrk's thread would leave its clock running
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
