internal import Dispatch
internal import Glibc
internal import Model
internal import Synchronization

/// Ends work in an orderly way on SIGINT, SIGTERM and SIGHUP.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Runs `body`; the first signal cancels it and waits until it has cleaned up, a second ends the process.
  ///
  /// - Throws: ``ExitWith`` 128+n after a signal; what `body` throws.
  static func guarding<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let received = Mutex<Int32?>(nil)
    let work = Task { try await body() }
    let sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isFirst = received.withLock { value in
          defer { value = value ?? number }
          return value == nil
        }
        if isFirst {
          Console.talk("\nlockstep: interrupted; ending the runs and removing temporary files")
          work.cancel()
        } else {
          _exit(128 + number)
        }
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    let result = await work.result
    if let number = received.withLock({ $0 }) { throw ExitWith(code: 128 + number) }
    return try result.get()
  }
}
