internal import Captures
internal import Foundation

/// The last look at what is about to leave the machine.
public enum SecretScan {
  /// The field, as in `entries[3].path`, and the pattern of the first secret in a JSON text; nil when there is none.
  public static func find(in json: [UInt8]) -> (field: String, pattern: String)? {
    guard let value = try? JSONSerialization.jsonObject(with: Data(json)) else { return nil }
    return find(value, "")
  }

  private static func find(_ value: Any, _ field: String) -> (field: String, pattern: String)? {
    switch value {
    case let text as String: return SecretPattern.found(in: text).map { (field, $0) }
    case let list as [Any]:
      for (index, item) in list.enumerated() {
        if let found = find(item, "\(field)[\(index)]") { return found }
      }
    case let object as [String: Any]:
      for (key, item) in object.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        // The key may be the secret: it is not to be named then.
        if let pattern = SecretPattern.found(in: key) { return (field + " (the name of a field)", pattern) }
        if let found = find(item, field.isEmpty ? key : field + "." + key) { return found }
      }
    default: break
    }
    return nil
  }
}
