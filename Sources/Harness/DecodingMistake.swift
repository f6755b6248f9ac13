/// What is wrong with JSON that somebody gave.
enum DecodingMistake {
  /// The key that is wrong and why, to follow the file's name.
  static func describe(_ error: any Error) -> String {
    func key(_ path: [any CodingKey]) -> String {
      path.reduce("") { text, key in
        if let index = key.intValue { return "\(text)[\(index)]" }
        return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
      }
    }
    switch error as? DecodingError {
    case .keyNotFound(let missing, let context): return "\(key(context.codingPath + [missing])): is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty
        ? "it is no JSON object" : "\(key(context.codingPath)): has a value of another kind than it must"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is no JSON, or has a number that is out of range"
        : "\(key(context.codingPath)): has a value that is out of range"
    default: return "it cannot be read"
    }
  }
}
