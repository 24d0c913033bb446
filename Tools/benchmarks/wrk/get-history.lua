-- The whole history of one metric.
dofile(os.getenv("WRK_COMMON"))

function request()
    return wrk.format("GET", "/api/2.0/mlflow/metrics/get-history?run_id=" .. target(0) .. "&metric_key=long")
end
