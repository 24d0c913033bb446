-- A new run with five tags, then its twenty params in a batch: two requests. One connection a thread, so that the second knows the first.
dofile(os.getenv("WRK_COMMON"))

local created, count = nil, 0

function request()
    if created then
        local params = {}
        for place = 1, 20 do params[place] = string.format('{"key": "param_%02d", "value": "%d"}', place, count * place) end
        local body = string.format('{"run_id": "%s", "params": [%s]}', created, table.concat(params, ", "))
        created = nil
        return post("runs/log-batch", body)
    end
    count = count + 1
    local tags = {}
    for place = 1, 5 do tags[place] = string.format('{"key": "tag_%d", "value": "value %d of %d"}', place, count, number) end
    return post("runs/create", string.format(
        '{"experiment_id": "%s", "start_time": %d, "run_name": "bench %d-%d", "tags": [%s]}',
        os.getenv("EXPERIMENT"), first_timestamp(0) + count, number, count, table.concat(tags, ", ")))
end

function response(status, headers, body) created = string.match(body, '"run_id": ?"(%w+)"') end
