-- What every load shares: numbered threads, one connection each, and a result in one line of JSON.
-- The load's own parameters come through the environment, since wrk passes none of its own to setup().

local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

-- The runs that the threads write to, one each: TARGETS is a list with commas.
function target(number)
    local found = {}
    for name in string.gmatch(os.getenv("TARGETS"), "[^,]+") do table.insert(found, name) end
    return found[number % #found + 1]
end

function post(path, body)
    return wrk.format("POST", "/api/2.0/mlflow/" .. path, {["Content-Type"] = "application/json"}, body)
end

-- A time that no other request of the benchmark has: milliseconds since the epoch, apart for each thread.
function first_timestamp(number)
    return (os.time() - 1700000000) * 1000 + 1000000000000 + number * 20000000000
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "seconds": %.6f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "errors": %d, "bytes": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
        latency:percentile(99) / 1e3, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        summary.bytes))
end
