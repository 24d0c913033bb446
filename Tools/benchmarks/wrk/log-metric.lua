-- One metric a request, each with a time and a step of its own.
dofile(os.getenv("WRK_COMMON"))

local run, timestamp, step

function init() run, timestamp, step = target(number), first_timestamp(number), 0 end

function request()
    step, timestamp = step + 1, timestamp + 1
    return post("runs/log-metric", string.format(
        '{"run_id": "%s", "key": "loss", "value": %.17g, "timestamp": %d, "step": %d}',
        run, 1 / (step + 0.5), timestamp, step))
end
