/// The evidence: which checks passed and which failed, under which conditions.
///
/// Source: in-toto attestation predicates, test-result.md, v0.1.
public struct TestResult: Hashable, Sendable {
  public static let type = "https://in-toto.io/attestation/test-result/v0.1"

  public var result: AttestedResult
  public var configuration: [ResourceDescriptor]
  public var passed: [String]
  public var warned: [String]
  public var failed: [String]

  public init(
    result: AttestedResult, configuration: [ResourceDescriptor], passed: [String], warned: [String], failed: [String]
  ) {
    self.result = result
    self.configuration = configuration
    self.passed = passed
    self.warned = warned
    self.failed = failed
  }

  /// - Throws: ``Refusal`` when something is missing that the specification requires.
  init(_ json: JSONValue) throws(Refusal) {
    guard let result = json["result"]?.string, let configuration = json["configuration"]?.array else {
      throw Refusal(
        .predicate, expected: "result and configuration", found: "a test result without one of them")
    }
    self.init(
      result: AttestedResult(text: result), configuration: configuration.compactMap(ResourceDescriptor.init),
      passed: json["passedTests"]?.strings ?? [], warned: json["warnedTests"]?.strings ?? [],
      failed: json["failedTests"]?.strings ?? [])
  }

  var json: JSONValue {
    .object([
      ("result", .string(result.text)), ("configuration", .array(configuration.map(\.json))),
      ("passedTests", .strings(passed)), ("warnedTests", .strings(warned)), ("failedTests", .strings(failed)),
    ])
  }
}
