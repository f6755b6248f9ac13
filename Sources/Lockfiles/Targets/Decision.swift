/// Logic with a third value: nil is what cannot be told.
enum Decision {
  /// False when one is false, else nil when one is nil; true of none.
  static func all(_ values: some Sequence<Bool?>) -> Bool? {
    var result: Bool? = true
    for value in values {
      if value == false { return false }
      if value == nil { result = nil }
    }
    return result
  }

  /// True when one is true, else nil when one is nil; false of none.
  static func any(_ values: some Sequence<Bool?>) -> Bool? {
    var result: Bool? = false
    for value in values {
      if value == true { return true }
      if value == nil { result = nil }
    }
    return result
  }
}
