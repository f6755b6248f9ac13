/// Looks into an instruction's arguments and flags, and refuses what the reference refuses before it builds anything.
enum InstructionReading {
  /// What `line` says; it is not a `FROM`.
  static func detail(_ line: InstructionLine, keyword: Dockerfile.Keyword) throws(Refusal) -> Dockerfile.Detail {
    let name = keyword.rawValue.uppercased()
    let arguments = line.arguments
    switch keyword {
    case .add, .copy: return .copy(try CopyReading.read(line, isAdd: keyword == .add))
    case .run: return try run(line)
    case .arg: return .arguments(try argumentNames(arguments))
    case .env, .label:
      _ = try FlagValues(line.flags)
      try requireSome(arguments, name)
      let pairs = try pairs(arguments, name)
      return keyword == .env
        ? .environment(pairs) : .expanded(pairs.flatMap { [$0.name] + ($0.value.map { [$0] } ?? []) })
    case .onbuild: return try trigger(line)
    case .maintainer, .user, .workdir:
      try requireOne(arguments, name)
      _ = try FlagValues(line.flags)
      return .expanded(keyword == .maintainer ? [] : arguments.map { Dockerfile.Word($0) })
    case .stopsignal:
      // The reference never looks at its flags.
      try requireOne(arguments, name)
      return .expanded(arguments.map { Dockerfile.Word($0) })
    case .expose:
      try requireSome(arguments, name)
      _ = try FlagValues(line.flags)
    case .volume:
      try requireSome(arguments, name)
      _ = try FlagValues(line.flags)
      let paths = arguments.map { Array(RuneText.trimmingSpace($0[...])) }
      guard !paths.contains([]) else { throw Refusal("VOLUME must not name an empty path") }
      return .expanded(paths.map { Dockerfile.Word($0) })
    case .healthcheck: try HealthcheckReading.validate(line)
    case .cmd, .entrypoint: _ = try FlagValues(line.flags)
    case .shell:
      _ = try FlagValues(line.flags)
      try requireSome(arguments, name)
      guard line.isJSON else { throw Refusal("SHELL requires its arguments in JSON form") }
    case .from: break
    }
    return .expanded([])
  }

  private static func requireSome(_ arguments: [[UInt8]], _ name: String) throws(Refusal) {
    if arguments.isEmpty { throw Refusal("\(name) requires at least one argument") }
  }

  private static func requireOne(_ arguments: [[UInt8]], _ name: String) throws(Refusal) {
    if arguments.count != 1 { throw Refusal("\(name) requires exactly one argument") }
  }

  private static func argumentNames(_ arguments: [[UInt8]]) throws(Refusal) -> [Dockerfile.Argument] {
    try requireSome(arguments, "ARG")
    var names: [Dockerfile.Argument] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: UInt8(ascii: "=")) else {
        names.append(Dockerfile.Argument(name: Dockerfile.Word(argument), value: nil))
        continue
      }
      guard equals > 0 else { throw Refusal("ARG names can not be blank") }
      names.append(
        Dockerfile.Argument(
          name: Dockerfile.Word(Array(argument[..<equals])), value: Dockerfile.Word(Array(argument[(equals + 1)...]))))
    }
    return names
  }

  private static func pairs(_ arguments: [[UInt8]], _ name: String) throws(Refusal) -> [Dockerfile.Argument] {
    var pairs: [Dockerfile.Argument] = []
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard !arguments[index].isEmpty else { throw Refusal("\(name) names can not be blank") }
      pairs.append(
        Dockerfile.Argument(
          name: Dockerfile.Word(arguments[index]), value: Dockerfile.Word(arguments[index + 1])))
    }
    return pairs
  }

  private static func run(_ line: InstructionLine) throws(Refusal) -> Dockerfile.Detail {
    let flags = try FlagValues(
      line.flags, known: ["mount": .list, "network": .text, "security": .text, "device": .list])
    let mounts = flags.list("mount")
    for device in flags.list("device") { try MountReading.validateDevice(device) }
    for mount in mounts { _ = try MountReading.from(mount) }
    if let network = flags.text("network"), !["default", "none", "host"].contains(Dockerfile.Word(network)) {
      throw Refusal("invalid network mode \(Refusal.quote(network))")
    }
    if let security = flags.text("security"), !["insecure", "sandbox"].contains(Dockerfile.Word(security)) {
      throw Refusal("security \(Refusal.quote(security)) is not valid")
    }
    return .mounts(mounts.map { Dockerfile.Word($0) })
  }

  private static func trigger(_ line: InstructionLine) throws(Refusal) -> Dockerfile.Detail {
    try requireSome(line.arguments, "ONBUILD")
    _ = try FlagValues(line.flags)
    let name = RuneText.lowercased(line.arguments[0])
    guard name != Array("maintainer".utf8), name != Array("from".utf8) else {
      throw Refusal("\(String(decoding: name, as: UTF8.self).uppercased()) is not allowed as an ONBUILD trigger")
    }
    // What follows the name, with its documents: it is parsed as a file of its own where it is used.
    let text = RuneText.trimmingLeadingSpace(line.text[...])
    var expression = Array(text.dropFirst("ONBUILD".utf8.count).drop { $0 == 0x20 || (0x09...0x0D).contains($0) })
    for heredoc in line.heredocs { expression += [0x0A] + heredoc.content + heredoc.name }
    return .trigger(Dockerfile.Word(expression))
  }
}
