extension AuditRule {
  /// Every rule, in the order of the documentation.
  public static let all: [AuditRule] = [
    dockerfileUnreadable,
    // What is different in every build.
    clockInLayer, hostInLayer, randomInLayer,
    // Images.
    baseImageByTag, baseImageLatest, platformNotStated,
    // The distribution's packages.
    aptUnpinned, apkUnpinned, dnfUnpinned, systemUpgraded, aptUpdateAlone, aptListsLeft, packageCacheLeft,
    packageMirror,
    // Python.
    pipUnpinned, pipProjectUnlocked, pipUpgrade, pipWithoutHashes, pipCacheLeft, bytecodeWithTimes, pythonBytecode,
    pycacheInContext,
    muslWithoutWheels, poetryLockNotCopied, pipenvWithoutDeploy, uvSyncWithoutLocked, pdmWithoutFrozenLock,
    condaUnpinned,
    // Other languages.
    npmInstall, npmUnpinned, yarnWithoutFrozenLock, pnpmWithoutFrozenLock, toolUnpinned, lockRewritten,
    // What is downloaded.
    addWithoutChecksum, downloadUnchecked, gitCloneWithoutCommit,
    // The build as a whole.
    copyBeforeInstall, noSourceDateEpoch, runsAsRoot,
    suppressionWithoutReason, suppressionWithoutEffect,
    composeUnreadable, composeContextImage, composeRemoteContext, composeContextOutside,
    composeBuildFromEnvironment, composeImageByTag,
    daemonUnreadable, daemonClassicBuilder, daemonMirror, daemonImageStore,
  ]
}
