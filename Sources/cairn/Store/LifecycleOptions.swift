import ArgumentParser
import TrackingViews

/// Which of what was deleted a listing shows.
struct LifecycleOptions: ParsableArguments {
    @Flag(help: "Only deleted ones.")
    var deleted = false

    @Flag(help: "Deleted ones too.")
    var all = false

    var view: ViewSelection { all ? .all : deleted ? .deleted : .active }
}
