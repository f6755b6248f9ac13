internal import GRDB

/// What runs gave over time.
public struct HistoryStore: Sendable {
}
