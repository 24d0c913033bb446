-- 1,000 metrics a request: SERIES keys, 1,000 / SERIES steps of each. Only the times and steps are drawn anew, so that making the bodies
-- costs little beside serving them.
dofile(os.getenv("WRK_COMMON"))

local pieces, timestamp, step
local series = tonumber(os.getenv("SERIES"))

function init()
    math.randomseed(number + 1)
    timestamp, step, pieces = first_timestamp(number), 0, {}
    local opening = '{"run_id": "' .. target(number) .. '", "metrics": ['
    for place = 0, 999 do
        table.insert(pieces, string.format('%s{"key": "metric_%03d", "value": %.17g, "timestamp": ', opening, place % series, math.random()))
        table.insert(pieces, "")
        table.insert(pieces, "")
        opening = '}, '
    end
    table.insert(pieces, '}]}')
end

function request()
    timestamp = timestamp + 1
    local rows = 1000 / series
    for row = 0, rows - 1 do
        local tail = string.format('%d, "step": %d', timestamp, step + row)
        for place = row * series, (row + 1) * series - 1 do pieces[place * 3 + 2] = tail end
    end
    step = step + rows
    return post("runs/log-batch", table.concat(pieces))
end
