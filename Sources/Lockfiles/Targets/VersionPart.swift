/// The numbers of a version inside a part of a target.
enum VersionPart {
  /// Numbers below 1000 without leading zeros, joined by dots; nil for anything else.
  static func numbers(_ text: String) -> [Int]? {
    var numbers: [Int] = []
    for digits in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...3).contains(digits.count), digits.allSatisfy(\.isDigit), let number = Int(digits.text),
        String(number).utf8.count == digits.count
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
