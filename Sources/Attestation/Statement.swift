/// What is said of subjects.
///
/// Source: in-toto attestation framework 1.0, statement.md.
public struct Statement: Hashable, Sendable {
  public static let type = "https://in-toto.io/Statement/v1"

  public var subjects: [Subject]
  public var predicate: Predicate

  public enum Predicate: Hashable, Sendable {
    case summary(VerificationSummary)
    case testResult(TestResult)
    /// Another kind, by its type: it says nothing here.
    case other(String)

    public var type: String {
      switch self {
      case .summary: VerificationSummary.type
      case .testResult: TestResult.type
      case .other(let type): type
      }
    }
  }

  public init(_ subjects: [Subject], _ predicate: Predicate) {
    self.subjects = subjects
    self.predicate = predicate
  }

  /// The bytes that are signed: equal for equal statements. Another kind of predicate is written empty.
  public var bytes: [UInt8] {
    let body: JSONValue =
      switch predicate {
      case .summary(let summary): summary.json
      case .testResult(let result): result.json
      case .other: .object([JSONValue.Member]())
      }
    return CanonicalJSON.bytes(
      .object([
        ("_type", .string(Self.type)), ("subject", .array(subjects.map(\.json))),
        ("predicateType", .string(predicate.type)), ("predicate", body),
      ]))
  }

  /// Reads what a signature was checked for, and nothing else. Members that are not known mean nothing.
  ///
  /// - Throws: ``Refusal``.
  public init(payload: [UInt8]) throws(Refusal) {
    let document: JSONValue
    do throws(StrictJSON.Mistake) {
      document = try StrictJSON.parse(payload)
    } catch {
      throw Refusal(.statement, expected: "an in-toto statement", found: "a payload that cannot be read: \(error)")
    }
    let type = document["_type"]?.string
    guard let type, type.utf8.elementsEqual(Self.type.utf8) else {
      throw Refusal(.statement, expected: Self.type, found: type ?? "no _type")
    }
    guard let items = document["subject"]?.array, let kind = document["predicateType"]?.string else {
      throw Refusal(.statement, expected: "subject and predicateType", found: "a statement without one of them")
    }
    let subjects = items.compactMap(Subject.init)
    guard !subjects.isEmpty, subjects.count == items.count else {
      throw Refusal(.subject, expected: "subjects with digests", found: items.isEmpty ? "none" : "one without digests")
    }
    self.subjects = subjects
    let body = document["predicate"] ?? .null
    predicate =
      if kind.utf8.elementsEqual(VerificationSummary.type.utf8) {
        .summary(try VerificationSummary(body))
      } else if kind.utf8.elementsEqual(TestResult.type.utf8) {
        .testResult(try TestResult(body))
      } else {
        .other(kind)
      }
  }
}
