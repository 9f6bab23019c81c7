using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.Capture;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp capture</c>.</summary>
internal sealed class CaptureCommand : Subcommand<CaptureOptions>
{
    public override string Name => "capture";

    public override string Summary => "Record activations of a prompt or a dataset into a safetensors file, for Python or anything else";

    public override CommandGroup Group => CommandGroup.Experiments;

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("capture --prompt \"The film was a joy.\" --sites \"blocks.*.attn.hook_pattern\"", "every attention pattern of one prompt"),
        new("capture --limit 50 --sites \"blocks.*.hook_resid_post\" --output resid.safetensors", "the residual streams of 50 reviews"),
    ];

    protected override ExitCode Run(CaptureOptions options, CommandContext context)
    {
        int count = new ActivationCapture(options, context.Progress).Run(context.Cancellation);
        if (!context.WriteJson(() => Json.ToNode(new { output = options.Output, tensors = count })))
        {
            context.Write($"{count} tensors: {options.Output}");
        }

        return ExitCode.Done;
    }
}
