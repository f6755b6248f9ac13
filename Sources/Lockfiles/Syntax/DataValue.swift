internal import Fingerprints

/// A value of a JSON or TOML text.
indirect enum DataValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  /// A TOML date or time. Python's JSON refuses it.
  case date
  case array([DataValue])
  case table(DataTable)

  subscript(_ key: String) -> DataValue? { table?[key] }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var array: [DataValue]? { if case .array(let items) = self { items } else { nil } }
  var table: DataTable? { if case .table(let table) = self { table } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  /// Whether Python takes it for true.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .string(let text): !text.isEmpty
    case .date: true
    case .array(let items): !items.isEmpty
    case .table(let table): !table.members.isEmpty
    }
  }

  static let emptyTable = DataValue.table(DataTable([]))

  /// A table of those members that there are.
  static func table(_ members: [(String, DataValue?)]) -> DataValue {
    .table(DataTable(members.compactMap { key, value in value.map { (key, $0) } }))
  }
}

/// Keys and values in byte order of the keys, which is also their order by code point.
struct DataTable: Sendable {
  let members: [(key: String, value: DataValue)]

  /// Of repeated keys the last counts.
  init(_ members: [(String, DataValue)]) {
    let keyed = members.enumerated().map { (bytes: Array($0.element.0.utf8), offset: $0.offset, member: $0.element) }
    let ordered = keyed.sorted { left, right in
      left.bytes == right.bytes ? left.offset < right.offset : left.bytes.precedes(right.bytes)
    }
    self.members = ordered.indices.compactMap { index in
      let isRepeated = index + 1 < ordered.count && ordered[index + 1].bytes == ordered[index].bytes
      return isRepeated ? nil : (ordered[index].member.0, ordered[index].member.1)
    }
  }

  subscript(_ key: String) -> DataValue? {
    let wanted = Array(key.utf8)
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      let bytes = Array(members[middle].key.utf8)
      if bytes == wanted { return members[middle].value }
      if bytes.precedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
