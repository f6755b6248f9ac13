/// The parts of a compose file that are read, while files are merged.
struct ComposeModel {
  var services = ComposeMapping()
  var volumes = ComposeMapping()

  /// Takes the parts of a document that are read, and checks that they have the form of parts.
  init(_ root: ComposeMapping, session: ComposeSession) throws(ComposeError) {
    if let node = root["services"] {
      services = try node.mapping("\"services\"").mapValues { name, service throws(ComposeError) in
        try ComposeKeys.checkServiceName(name, at: service.place)
        return try ComposeKeys.keepingReadKeys(service, of: name, session: session)
      }
    }
    if let node = root["volumes"], !node.isNull { volumes = try node.mapping("\"volumes\"") }
  }

  init() {}
}
