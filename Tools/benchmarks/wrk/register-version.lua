-- Versions of one registered model, as many as there is time for.
dofile(os.getenv("WRK_COMMON"))

local body

function init()
    body = string.format('{"name": "%s", "source": "%s", "run_id": "%s"}', os.getenv("MODEL"), os.getenv("SOURCE"), target(number))
end

function request() return post("model-versions/create", body) end
