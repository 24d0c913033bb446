package import TrackingViews

/// What came of a filter that a user typed.
package enum RunFilterReading: Sendable {
    case conditions([RunCondition])
    /// Why it cannot be understood, for the user.
    case refused(String)
}
