namespace LogitLens.Engine;

/// <summary>
/// How libgomp's threads wait for one another. By default they spin for milliseconds, so that two programs on the same cores (a build beside
/// a run, test assemblies side by side) make each other several times slower. A short spin costs a program alone nothing that could be measured.
/// </summary>
internal static class ThreadWaiting
{
    private const string Spin = "GOMP_SPINCOUNT";

    /// <summary>Asks for a short spin unless the environment says otherwise; only effective before libgomp is loaded.</summary>
    public static void RequestShortSpin()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Spin) is null && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            LinuxProcess.SetVariable(Spin, "1000");
        }
    }
}
