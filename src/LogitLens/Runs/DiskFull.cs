namespace LogitLens.Runs;

/// <summary>Tells a full disk from other failures to write.</summary>
internal static class DiskFull
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(Exception exception) => exception is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull };
}
