-- A new run with five tags, then its twenty params in a batch: two requests. One connection a thread, so that the second knows the first.
-- The bodies' parts are made beforehand: making them costs more than a fast server takes to answer.
dofile(os.getenv("WRK_COMMON"))

local created, count, heads, tails = nil, 0, {}, {}
local variants = 64

function init()
    local experiment, timestamp = os.getenv("EXPERIMENT"), first_timestamp(number)
    for variant = 1, variants do
        local tags, params = {}, {}
        for place = 1, 5 do tags[place] = string.format('{"key": "tag_%d", "value": "value %d of %d"}', place, variant, number) end
        for place = 1, 20 do params[place] = string.format('{"key": "param_%02d", "value": "%d"}', place, variant * place) end
        heads[variant] = post("runs/create", string.format(
            '{"experiment_id": "%s", "start_time": %d, "run_name": "bench %d-%d", "tags": [%s]}',
            experiment, timestamp + variant, number, variant, table.concat(tags, ", ")))
        -- 32 characters stand for the run's ID.
        tails[variant] = post("runs/log-batch", string.format(
            '{"run_id": "%s", "params": [%s]}', string.rep("0", 32), table.concat(params, ", ")))
        local place = string.find(tails[variant], string.rep("0", 32), 1, true)
        tails[variant] = {string.sub(tails[variant], 1, place - 1), string.sub(tails[variant], place + 32)}
    end
end

function request()
    if created then
        local tail = tails[count % variants + 1]
        return tail[1] .. created .. tail[2]
    end
    count = count + 1
    return heads[count % variants + 1]
end

function response(status, headers, body)
    if created then
        created = nil
    else
        created = string.match(body, '"run_id": ?"(%x+)"')
    end
end
