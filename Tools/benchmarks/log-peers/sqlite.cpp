// SQLite: a table log(seq integer primary key, body blob), WAL, synchronous=FULL for durable appends (a transaction each) and NORMAL, which
// syncs at checkpoints only, for kept batches (a transaction each). With several writers: one connection behind a mutex, or with
// `--variant connections` one connection a thread.
#include <sqlite3.h>

#include <memory>
#include <mutex>

#include "contestant.hpp"

class Connection {
public:
    Connection(const std::string &path, bool is_durable) {
        if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) fail("cannot open " + path);
        sqlite3_busy_timeout(database, 60000);
        execute("PRAGMA journal_mode=WAL");
        execute(is_durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        execute("CREATE TABLE IF NOT EXISTS log(seq INTEGER PRIMARY KEY, body BLOB)");
        insert = prepare("INSERT INTO log VALUES(?, ?)");
        begin = prepare("BEGIN IMMEDIATE");
        commit = prepare("COMMIT");
    }
    ~Connection() {
        for (auto statement : {insert, begin, commit}) sqlite3_finalize(statement);
        sqlite3_close(database);
    }

    void put(uint64_t number, std::string_view record) {
        sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(number));
        sqlite3_bind_blob(insert, 2, record.data(), static_cast<int>(record.size()), SQLITE_STATIC);
        step(insert);
    }
    void put_all(const Records &records, uint64_t first, uint64_t end) {
        step(begin);
        for (uint64_t number = first; number < end; ++number) put(number, records[number]);
        step(commit);
    }
    uint64_t last() {
        sqlite3_stmt *select = prepare("SELECT max(seq) FROM log");
        if (sqlite3_step(select) != SQLITE_ROW) fail(sqlite3_errmsg(database));
        auto number = static_cast<uint64_t>(sqlite3_column_int64(select, 0));
        sqlite3_finalize(select);
        return number;
    }
    template <typename Body>
    void each(Body body) {
        sqlite3_stmt *select = prepare("SELECT body FROM log ORDER BY seq");
        int result;
        while ((result = sqlite3_step(select)) == SQLITE_ROW)
            body({static_cast<const char *>(sqlite3_column_blob(select, 0)), static_cast<size_t>(sqlite3_column_bytes(select, 0))});
        if (result != SQLITE_DONE) fail(sqlite3_errmsg(database));
        sqlite3_finalize(select);
    }

private:
    void execute(const char *text) {
        if (sqlite3_exec(database, text, nullptr, nullptr, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(database));
    }
    sqlite3_stmt *prepare(const char *text) {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(database, text, -1, &statement, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(database));
        return statement;
    }
    void step(sqlite3_stmt *statement) {
        if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_errmsg(database));
        sqlite3_reset(statement);
    }

    sqlite3 *database = nullptr;
    sqlite3_stmt *insert = nullptr, *begin = nullptr, *commit = nullptr;
};

struct SQLite {
    std::string path;
    bool is_durable, has_connections;
    std::mutex mutex;
    Connection shared;

    SQLite(const Options &options, bool is_durable)
        : path(options.directory + "/log.sqlite"), is_durable(is_durable), has_connections(options.variant == "connections"),
          shared(path, is_durable) {}

    struct Writer {
        SQLite &peer;
        std::unique_ptr<Connection> own;

        Writer(SQLite &peer, size_t) : peer(peer) {
            if (peer.has_connections) own = std::make_unique<Connection>(peer.path, peer.is_durable);
        }
        void put(uint64_t number, std::string_view record) {
            if (own) return own->put(number, record);
            std::lock_guard lock(peer.mutex);
            peer.shared.put(number, record);
        }
        void put_all(const Records &records, uint64_t first, uint64_t end) { peer.shared.put_all(records, first, end); }
    };

    uint64_t last() { return shared.last(); }

    template <typename Body>
    void each(Body body) { shared.each(body); }
};

int main(int argument_count, char **arguments) { return run<SQLite>(argument_count, arguments); }
