/// A value of a JSON, TOML or YAML text, with its line.
///
/// Scalars of YAML are strings as they are written, so that `1.10` and `022` stay what they are.
struct DataValue: Sendable {
  enum Kind: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    /// A TOML date or time. Python's JSON refuses it.
    case date
    case array([DataValue])
    case table(DataTable)
  }

  let kind: Kind
  private let place: Int32

  /// - Parameter line: counted from 1; 0 for what was not read from a text.
  init(_ kind: Kind, line: Int = 0) {
    self.kind = kind
    place = Int32(clamping: line)
  }

  /// Counted from 1; nil for what was not read from a text.
  var line: Int? { place > 0 ? Int(place) : nil }

  subscript(_ key: String) -> DataValue? { table?[key] }

  var string: String? { if case .string(let text) = kind { text } else { nil } }
  var array: [DataValue]? { if case .array(let items) = kind { items } else { nil } }
  var table: DataTable? { if case .table(let table) = kind { table } else { nil } }
  // Not inlined: Swift 6.3.1's optimiser ends with "Found ownership error" where a chain such as
  // `root["version"]?.integer.map { … } ?? …` takes a plain number out of a value that is destroyed with it.
  @inline(never)
  var bool: Bool? { if case .bool(let value) = kind { value } else { nil } }
  @inline(never)
  var integer: Int? { if case .integer(let value) = kind { value } else { nil } }

  /// The members of a table in order; none for any other value.
  var members: [DataTable.Member] { table?.members ?? [] }

  /// The items of an array; none for any other value.
  var items: [DataValue] { array ?? [] }

  /// The strings among the items of an array.
  var strings: [String] { items.compactMap(\.string) }

  /// Whether Python takes it for true.
  var isTruthy: Bool {
    switch kind {
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

  static let null = DataValue(.null)
  static let emptyTable = DataValue(.table(DataTable([])))

  static func bool(_ value: Bool) -> DataValue { DataValue(.bool(value)) }
  static func integer(_ value: Int) -> DataValue { DataValue(.integer(value)) }
  static func number(_ value: Double) -> DataValue { DataValue(.number(value)) }
  static func string(_ text: String) -> DataValue { DataValue(.string(text)) }
  static func array(_ items: [DataValue]) -> DataValue { DataValue(.array(items)) }

  /// A table of those members that there are; of repeated keys the last counts.
  static func table(_ members: [(String, DataValue?)]) -> DataValue {
    DataValue(.table(DataTable(members.compactMap { key, value in value.map { (key, $0) } })))
  }
}
