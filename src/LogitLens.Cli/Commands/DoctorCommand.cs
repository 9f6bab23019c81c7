using LogitLens.Diagnostics;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp doctor</c>.</summary>
/// <param name="goldenFolder">The golden case; the one beside the program when null.</param>
internal sealed class DoctorCommand(string? goldenFolder = null)
    : Subcommand<DoctorCommand.Settings>("doctor", CommandGroup.Program, "Say what the program finds on this machine, and whether it computes right here")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("doctor", "look at this machine; exit code 0 if all that was computed is right, else 1"),
        new("doctor --threads 1 --json", "on one thread, for a program to read"),
        new("doctor --model gpt2", "fetch real weights where they are not here, and check the published loss"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        DiagnosisRequest request = new()
        {
            Device = options.Engine.Device,
            Threads = options.Engine.Threads,
            BlasKernel = options.Engine.BlasKernel,
            WithRealWeights = options.Model is not null,
            GoldenFolder = goldenFolder,
        };
        Diagnosis found = Diagnosis.Make(request, context.Progress, context.Cancellation);
        if (!context.WriteJson(() => Json.ToNode(found)))
        {
            context.Write(DoctorTables.Facts(found));
            context.Write(DoctorTables.Checks(found));
        }

        foreach (ValueCheck wrong in found.Checks.Where(check => !check.IsRight))
        {
            context.Progress.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"{wrong.What}: off by {wrong.LargestDifference:0.0e+0}, {wrong.Allowed:0e+0} is allowed; what is computed here cannot be relied on"));
        }

        return found.IsRight ? ExitCode.Done : ExitCode.Failed;
    }

    internal sealed record Settings
    {
        [Option("model", "Also check the published loss of this model, which is fetched where it is not here; done by itself where it is", Choices = ["gpt2"])]
        public string? Model { get; init; }

        public EngineOptions Engine { get; init; } = new();
    }
}
