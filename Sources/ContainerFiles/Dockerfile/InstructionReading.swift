/// Looks into an instruction's arguments and flags, and refuses what the reference refuses before it builds anything.
enum InstructionReading {
  /// What `line` says; it is not a `FROM`.
  static func detail(_ line: InstructionLine, keyword: Dockerfile.Keyword) throws(Refusal) -> Dockerfile.Detail {
    let name = keyword.rawValue.uppercased()
    let arguments = line.arguments.map(\.bytes)
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
      if let empty = paths.firstIndex(of: []) {
        throw Refusal("VOLUME must not name an empty path", in: .argument(empty))
      }
      return .expanded(paths.map { Dockerfile.Word($0) })
    case .healthcheck: try HealthcheckReading.validate(line)
    case .cmd, .entrypoint: _ = try FlagValues(line.flags)
    case .shell:
      _ = try FlagValues(line.flags)
      try requireSome(arguments, name)
      guard line.isJSON else { throw Refusal("SHELL requires its arguments in JSON form", in: .argument(0)) }
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
    for (number, argument) in arguments.enumerated() {
      guard let equals = argument.firstIndex(of: UInt8(ascii: "=")) else {
        names.append(Dockerfile.Argument(name: Dockerfile.Word(argument), value: nil))
        continue
      }
      guard equals > 0 else { throw Refusal("ARG names can not be blank", in: .argument(number)) }
      names.append(
        Dockerfile.Argument(
          name: Dockerfile.Word(Array(argument[..<equals])), value: Dockerfile.Word(Array(argument[(equals + 1)...]))))
    }
    return names
  }

  private static func pairs(_ arguments: [[UInt8]], _ name: String) throws(Refusal) -> [Dockerfile.Argument] {
    var pairs: [Dockerfile.Argument] = []
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard !arguments[index].isEmpty else { throw Refusal("\(name) names can not be blank", in: .argument(index)) }
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
    for (number, device) in flags.list("device").enumerated() {
      try FlagValues.placing(in: "device", number) { () throws(Refusal) in try MountReading.validateDevice(device) }
    }
    for (number, mount) in mounts.enumerated() {
      _ = try FlagValues.placing(in: "mount", number) { () throws(Refusal) in try MountReading.from(mount) }
    }
    if let network = flags.text("network"), !["default", "none", "host"].contains(Dockerfile.Word(network)) {
      throw Refusal(
        "invalid network mode \(Refusal.quote(network))", in: .named("network", 0),
        at: FlagValues.valueOffset(of: "network"))
    }
    if let security = flags.text("security"), !["insecure", "sandbox"].contains(Dockerfile.Word(security)) {
      throw Refusal(
        "security \(Refusal.quote(security)) is not valid", in: .named("security", 0),
        at: FlagValues.valueOffset(of: "security"))
    }
    return .mounts(mounts.map { Dockerfile.Word($0) })
  }

  /// What follows `ONBUILD`.
  static func triggerText(of text: [UInt8]) -> ArraySlice<UInt8> {
    RuneText.trimmingLeadingSpace(text[...]).dropFirst("ONBUILD".utf8.count).drop {
      $0 == 0x20 || (0x09...0x0D).contains($0)
    }
  }

  private static func trigger(_ line: InstructionLine) throws(Refusal) -> Dockerfile.Detail {
    try requireSome(line.arguments.map(\.bytes), "ONBUILD")
    _ = try FlagValues(line.flags)
    let name = RuneText.lowercased(line.arguments[0].bytes)
    guard name != Array("maintainer".utf8), name != Array("from".utf8) else {
      throw Refusal(
        "\(String(decoding: name, as: UTF8.self).uppercased()) is not allowed as an ONBUILD trigger",
        in: .argument(0))
    }
    // What follows the name, with its documents: it is parsed as a file of its own where it is used.
    var expression = Array(triggerText(of: line.text))
    for heredoc in line.heredocs { expression += [0x0A] + heredoc.content + heredoc.name }
    return .trigger(Dockerfile.Word(expression))
  }
}
