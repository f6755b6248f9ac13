/// What the reference asks of the flags of `COPY` and `ADD` when variables are known.
enum CopyChecks {
  struct Flags {
    private let chmod: Variables.Value
    private let checksum: Variables.Value

    init(
      _ flags: Dockerfile.CopyFlags, _ context: inout ExpansionContext, _ variables: Variables
    ) throws(Refusal) {
      _ = try context.expand(flags.chown?.bytes ?? [], with: variables, flag: "chown")
      chmod = try context.expand(flags.chmod?.bytes ?? [], with: variables, flag: "chmod")
      checksum = try context.expand(flags.checksum?.bytes ?? [], with: variables, flag: "checksum")
    }

    func validate(sources: [Variables.Value]) throws(Refusal) {
      if !chmod.text.isEmpty, chmod.unresolved.isEmpty, !PermissionText.isValid(chmod.text) {
        throw Refusal(
          "invalid mode \(Refusal.quote(chmod.text)) for --chmod", in: .named("chmod", 0),
          at: FlagValues.valueOffset(of: "chmod"))
      }
      guard !checksum.text.isEmpty, checksum.unresolved.isEmpty else { return }
      guard let source = sources.first, sources.count == 1 else {
        throw Refusal("--checksum can't be given for several sources", in: .named("checksum", 0))
      }
      guard source.unresolved.isEmpty else { return }
      let kind = try Refusal.placing(in: .argument(0)) { () throws(Refusal) in
        try RemoteSource.kind(of: source.text)
      }
      guard kind != .local else {
        throw Refusal("--checksum requires an HTTP(S) or git source", in: .named("checksum", 0))
      }
      guard kind == .git || ImageReference.isDigest(checksum.text[...]) else {
        throw Refusal(
          "invalid checksum \(Refusal.quote(checksum.text))", in: .named("checksum", 0),
          at: FlagValues.valueOffset(of: "checksum"))
      }
    }
  }
}
