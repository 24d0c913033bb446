-- Runs by a metric and a param, ordered by another metric; the constants are drawn anew each time.
dofile(os.getenv("WRK_COMMON"))

function init() math.randomseed(number + os.time()) end

function request()
    return post("runs/search", string.format(
        '{"experiment_ids": ["%s"], "filter": "metrics.loss < %.6f and params.lr = \'0.%02d\'", "order_by": ["metrics.accuracy DESC"], '
        .. '"max_results": 100}', os.getenv("EXPERIMENT"), 0.4 + 0.2 * math.random(), math.random(1, 10)))
end
