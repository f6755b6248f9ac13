/// What must hold between the parts of a project, of what is read: compose-go's `checkConsistency`.
struct ConsistencyCheck {
  let model: ComposeModel
  let session: ComposeSession

  /// Looks at the services that are enabled only, as Compose does.
  func check(_ services: [ComposeService]) throws(ComposeError) {
    var builds: [String: Bool] = [:]
    for service in services where service.isEnabled { builds[service.name] = service.build != nil }
    for service in services where service.isEnabled {
      let keys = model.services[service.name]?.mapping ?? ComposeMapping()
      if service.build == nil, service.image == nil, keys["provider"] == nil {
        try session.complain(
          ComposeError(
            service.place, "the service \(service.name) has neither an image nor a build",
            remedy: "give it an \"image\" or a \"build\""))
      }
      for context in service.build?.additionalContexts ?? [] {
        guard case .service(let other) = context.context, builds[other] != true, let place = service.build?.place
        else { continue }
        try session.complain(
          ComposeError(
            place,
            "the context \(ComposeError.quote(context.name)) of the service \(service.name) is that of "
              + "\(ComposeError.quote(other)), "
              + (builds[other] == nil ? "which is no enabled service" : "which is not built"),
            remedy: "name a service that has a \"build\""))
      }
      for item in keys["volumes"]?.items ?? [] {
        guard let volume = item.mapping, volume["type"]?.string == "volume", let name = volume["source"]?.string,
          !name.isEmpty, model.volumes[name] == nil
        else { continue }
        try session.complain(
          ComposeError(
            item.place,
            "the service \(service.name) uses the volume \(ComposeError.quote(name)), which is not declared",
            remedy: "declare it below \"volumes:\", or write ./\(name) for a directory"))
      }
    }
  }
}
