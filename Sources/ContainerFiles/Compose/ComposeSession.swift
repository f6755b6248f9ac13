/// What reading one project shares: the way to files, the limits and the warnings.
final class ComposeSession {
  let budget: ComposeBudget
  let isLenient: Bool
  private let keepsUnset: Bool
  private let access: ComposeFileAccess
  private(set) var warnings: [ComposeWarning] = []
  private var known: Set<ComposeWarning> = []
  private(set) var files: [String] = []

  init(_ options: ComposeOptions, access: @escaping ComposeFileAccess) {
    budget = ComposeBudget(options.limits)
    isLenient = options.isLenient
    keepsUnset = options.keepsUnset
    self.access = access
  }

  /// Once, however often it is found.
  func warn(_ warning: ComposeWarning) {
    if known.insert(warning).inserted { warnings.append(warning) }
  }

  /// Stops at a mistake that Compose stops at, or goes on with a warning.
  ///
  /// - Parameter hidesServices: whether there may be services that are not known for it.
  func complain(_ error: ComposeError, hidesServices: Bool = false) throws(ComposeError) {
    guard isLenient else { throw error }
    warn(ComposeWarning(error.place, error.message, hidesServices: hidesServices))
  }

  func note(file: String) { if !files.contains(file) { files.append(file) } }

  /// The bytes of a file that `place` names; nil when there is none.
  func contents(of path: String, at place: ComposePlace) throws(ComposeError) -> [UInt8]? {
    try budget.spendFile(at: place)
    switch access(path) {
    case .missing: return nil
    case .file(let bytes):
      note(file: path)
      return bytes
    case .unreadable(let reason):
      throw ComposeError(
        place, "\(ComposeError.quote(path)) cannot be read: \(reason)", remedy: "make it a file that can be read")
    }
  }

  /// `text` with its variables substituted; each that has no value is a warning.
  ///
  /// - Parameter scopes: where variables are looked up, one after the other.
  func expand(_ text: String, at place: ComposePlace, scopes: [[String: String]]) throws(ComposeError) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var template = VariableTemplate(scopes: scopes, isLenient: isLenient, budget: budget.expansion)
    template.keepsUnset = keepsUnset
    let result: String
    do throws(VariableTemplate.Failure) {
      result = try template.substitute(text)
    } catch {
      throw explain(error, text, at: place)
    }
    try budget.spendExpansion(budget.expansion - template.budget, at: place)
    for name in template.unset {
      warn(
        ComposeWarning(
          place, "the variable \(ComposeError.quote(name)) is not set; Compose takes the empty string for it",
          unsetVariable: name))
    }
    return result
  }

  private func explain(_ failure: VariableTemplate.Failure, _ text: String, at place: ComposePlace) -> ComposeError {
    switch failure {
    case .invalid:
      ComposeError(
        place, "\(ComposeError.quote(text)) names a variable in a form that is not valid",
        remedy: "write ${NAME} or ${NAME:-default}, and $$ for a dollar sign")
    case .missing(let name, let message):
      ComposeError(
        place, "the required variable \(name) is missing a value" + (message.isEmpty ? "" : ": \(message)"),
        remedy: "set \(name) in the environment or in .env")
    case .tooDeep:
      ComposeError(
        place, "variables are nested more than \(VariableTemplate.maximumDepth) levels deep",
        remedy: "nest them less deeply")
    case .tooLong:
      ComposeError(
        place, "variables expand to more than \(budget.limits.expansion) bytes",
        remedy: "use shorter values or fewer of them")
    }
  }
}
