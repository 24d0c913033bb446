// LMDB: keys are sequence numbers, appended with MDB_APPEND; a durable append is a transaction of its own with LMDB's full sync, a kept batch
// a transaction with MDB_NOSYNC.
#include <lmdb.h>

#include <mutex>

#include "contestant.hpp"

static void require(int code) {
    if (code != MDB_SUCCESS) fail(mdb_strerror(code));
}

struct LMDB {
    MDB_env *environment = nullptr;
    MDB_dbi table = 0;
    std::mutex mutex;
    uint64_t next = 0;

    LMDB(const Options &options, bool is_durable) {
        require(mdb_env_create(&environment));
        require(mdb_env_set_mapsize(environment, size_t{32} << 30));
        require(mdb_env_open(environment, options.directory.c_str(), is_durable ? 0 : MDB_NOSYNC, 0644));
        MDB_txn *transaction;
        require(mdb_txn_begin(environment, nullptr, 0, &transaction));
        require(mdb_dbi_open(transaction, nullptr, 0, &table));
        require(mdb_txn_commit(transaction));
    }
    ~LMDB() { mdb_env_close(environment); }

    struct Writer {
        LMDB &peer;

        Writer(LMDB &peer, size_t) : peer(peer) {}

        // LMDB has one writer at a time; under the lock numbers are given in order, which MDB_APPEND asks for.
        void put(uint64_t, std::string_view record) {
            std::lock_guard lock(peer.mutex);
            MDB_txn *transaction;
            require(mdb_txn_begin(peer.environment, nullptr, 0, &transaction));
            peer.add(transaction, peer.next, record);
            require(mdb_txn_commit(transaction));
            peer.next += 1;
        }
        void put_all(const Records &records, uint64_t first, uint64_t end) {
            MDB_txn *transaction;
            require(mdb_txn_begin(peer.environment, nullptr, 0, &transaction));
            for (uint64_t number = first; number < end; ++number) peer.add(transaction, number, records[number]);
            require(mdb_txn_commit(transaction));
        }
    };

    void add(MDB_txn *transaction, uint64_t number, std::string_view record) {
        Key key(number);
        MDB_val name{8, key.bytes}, value{record.size(), const_cast<char *>(record.data())};
        require(mdb_put(transaction, table, &name, &value, MDB_APPEND));
    }

    uint64_t last() {
        MDB_txn *transaction;
        MDB_cursor *cursor;
        MDB_val key, value;
        require(mdb_txn_begin(environment, nullptr, MDB_RDONLY, &transaction));
        require(mdb_cursor_open(transaction, table, &cursor));
        require(mdb_cursor_get(cursor, &key, &value, MDB_LAST));
        uint64_t number = Key::number(key.mv_data);
        mdb_cursor_close(cursor);
        mdb_txn_abort(transaction);
        return number;
    }

    template <typename Body>
    void each(Body body) {
        MDB_txn *transaction;
        MDB_cursor *cursor;
        require(mdb_txn_begin(environment, nullptr, MDB_RDONLY, &transaction));
        require(mdb_cursor_open(transaction, table, &cursor));
        MDB_val key, value;
        int result;
        while ((result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == MDB_SUCCESS)
            body({static_cast<const char *>(value.mv_data), value.mv_size});
        if (result != MDB_NOTFOUND) require(result);
        mdb_cursor_close(cursor);
        mdb_txn_abort(transaction);
    }
};

int main(int argument_count, char **arguments) { return run<LMDB>(argument_count, arguments); }
