using LogitLens.Experiments;
using LogitLens.Experiments.Probes;
using LogitLens.Figures;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp probe-read</c>: what trained probes read at each token of a text, layer by layer.</summary>
internal sealed class ProbeReadCommand()
    : Subcommand<ProbeReadCommand.Settings>("probe-read", CommandGroup.Results, "Show what trained probes read at each token of a text, layer by layer")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("probe-read results/probes --prompt \"I am feeling happy\"", "in colour on the terminal"),
        new("probe-read results/probes --prompt \"I am sad\" --figure sad.png", "the same as a figure"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        ProbeCard card = ProbeFile.ReadCard(options.Probes);
        string name = options.Model ?? card.Model ?? ModelLocator.Bundled;
        if (options.Figure is { } output && File.Exists(output))
        {
            throw new InputException($"{output} exists; choose another --figure");
        }

        ModelSource source = ModelSource.Find(
            new ModelOptions { Model = name, Tokenizer = options.Tokenizer, Engine = new() { Threads = options.Threads }, Bos = card.Bos }, context.Progress);
        int[] tokens = GivenPrompt.Of(source, options.Prompt, options.TokenIds).Ids;
        using LoadedModel model = source.Load();
        if (card.ModelSha256 is { } trained && trained != model.Input.Sha256)
        {
            context.Progress.Warn($"the probes were trained on other weights ({card.Model}) than those of {name}");
        }

        ProbeReading reading = ProbeReading.Of(options.Probes, card, source, model.Transformer, tokens, options.Class, options.Sites);
        Show(reading, name, context);
        if (options.Figure is { } figure)
        {
            Write(reading.Draw(name), figure);
            context.Write("figure: " + figure);
        }

        return ExitCode.Done;
    }

    private static void Show(ProbeReading reading, string model, CommandContext context)
    {
        if (context.WriteJson(() => Json.ToNode(reading)) || context.Console.Quiet)
        {
            return;
        }

        if (!ReadingStrip.TryWrite(reading, model, context.Out))
        {
            context.Write(reading.ToTable(model));
        }
    }

    private static void Write(SvgDocument figure, string path)
    {
        bool png = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase);
        string svg = png ? Path.ChangeExtension(path, $".{Environment.ProcessId}.svg") : path;
        File.WriteAllText(svg, figure.ToXml());
        if (!png)
        {
            return;
        }

        try
        {
            if (!PngRenderer.TryRender(svg, path, out string? reason))
            {
                throw new InputException($"{path}: no PNG could be made ({reason}); name the figure .svg");
            }
        }
        finally
        {
            File.Delete(svg);
        }
    }

    internal sealed record Settings : IValidatedOptions
    {
        [Argument("probes", "A folder that probe-train has written, or the probes.safetensors in it", Required = true, Input = true)]
        public string Probes { get; init; } = "";

        [Option("prompt", "The text to read", Placeholder = "TEXT")]
        public string? Prompt { get; init; }

        [Option("token-ids", "The same as token ids", Placeholder = "ID", Min = 0)]
        [NotWith("prompt")]
        public IReadOnlyList<int> TokenIds { get; init; } = [];

        [Option("class", "The class to read for; 'positive' or else the last one when not given", Placeholder = "NAME")]
        public string? Class { get; init; }

        [Option("sites", "Which of the probes' sites to show, by name with * for any characters; all when not given", Placeholder = "NAME,...")]
        public string? Sites { get; init; }

        [Option("figure", "Write the reading as a figure too, .svg or .png", Placeholder = "FILE")]
        public string? Figure { get; init; }

        [Option("model", "The model to read; the one that the probes were trained on when not given", Placeholder = "MODEL", Input = true)]
        public string? Model { get; init; }

        [Option("tokenizer", "A folder or file with the tokenizer, where the model's own is missing or not wanted", Placeholder = "PATH", Input = true)]
        public string? Tokenizer { get; init; }

        [Option("threads", "CPU threads; when not given OMP_NUM_THREADS or as many as there are processors, and no more than these", Min = 1, Max = 4096)]
        public int? Threads { get; init; }

        public void Validate()
        {
            if (Prompt is null && TokenIds.Count == 0)
            {
                throw new InputException("probe-read needs a text: --prompt TEXT, or --token-ids");
            }
        }
    }
}
