public import Fingerprints

extension ReleaseVerdict {
  /// The verdict, then the evidence that it names by its digest.
  ///
  /// A failure is stated, too, so that the absence of an attestation is never all there is to see.
  /// - Throws: ``DigestUnavailable``.
  public func statements() throws(DigestUnavailable) -> [Statement] {
    let evidence = try evidence()
    let digest = try SHA256Digest.of(evidence.bytes).hex
    let summary = VerificationSummary(
      verifier: Self.verifier, versions: versions,
      timeVerified: CivilTime.nearest(toSecondsSince1970: time).text, resource: resource, policy: policy,
      inputs: [ResourceDescriptor(uri: Self.reference(toLine: 2), digests: ["sha256": digest])],
      result: isPassed ? .passed : .failed, levels: isPassed ? levels : [])
    return [Statement([tagSubject] + subjects, .summary(summary)), evidence]
  }

  /// How a statement names another one of its file.
  static func reference(toLine line: Int) -> String { "file:#\(line)" }

  /// Some readers take no subject without a name and a SHA-2: the tag is told by annotations.
  private func evidence() throws(DigestUnavailable) -> Statement {
    let named = subjects.filter { $0.digests["sha256"] != nil }.map { subject in
      var annotations = subject.annotations
      annotations["git.commit"] = commit
      annotations["git.ref"] = tag
      return Subject(
        subject.name, digests: subject.digests.filter { $0.key == "sha256" }, annotations: annotations)
    }
    var source = ["gitCommit": commit, "gitTree": tree]
    source["gitTag"] = tagObject
    var configuration = [
      ResourceDescriptor(name: "source", uri: resource, digests: source),
      try Self.document("conditions", conditions),
    ]
    if !policy.digests.isEmpty {
      configuration.insert(ResourceDescriptor(name: "policy", uri: policy.uri, digests: policy.digests), at: 0)
    }
    let left = checks.filter { $0.outcome == .notChecked }
    if !left.isEmpty {
      let reasons = left.map { JSONValue.Member($0.name, .string($0.detail)) }
      configuration.append(try Self.document("not-checked", .object(reasons)))
    }
    let result = TestResult(
      result: isPassed ? .passed : .failed, configuration: configuration, passed: names(.ok), warned: [],
      failed: names(.failed))
    return Statement(named, .testResult(result))
  }

  private func names(_ outcome: Check.Outcome) -> [String] {
    checks.filter { $0.outcome == outcome }.map { "release/" + $0.name }
  }

  private static func document(_ name: String, _ value: JSONValue) throws(DigestUnavailable) -> ResourceDescriptor {
    let content = CanonicalJSON.bytes(value)
    return ResourceDescriptor(
      name: name, digests: ["sha256": try SHA256Digest.of(content).hex], mediaType: "application/json",
      content: content)
  }
}
