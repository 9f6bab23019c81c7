namespace LogitLens.TestSupport;

/// <summary>
/// What a test needs of the system it runs on: <c>[Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless =
/// nameof(OperatingSystems.IsLinux))]</c>.
/// </summary>
internal static class OperatingSystems
{
    public const string NeedsLinux = "needs Linux (bash, /dev/full, symbolic links or OpenBLAS)";

    public static bool IsLinux => OperatingSystem.IsLinux();
}
