using LogitLens.Experiments;
using LogitLens.Experiments.AttentionMask;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Fuzz;

/// <summary>What people write: config files, options' values, regions; and a model's config.json.</summary>
internal static class OptionTargets
{
    private const int OptionsOfAnInput = 8;

    private static readonly OptionDescriptor[] s_options = [.. ExperimentList.All.SelectMany(kind => kind.Options.Options).DistinctBy(option => option.Name)];

    public static FuzzTarget Config { get; } = new(
        "config file",
        [
            .. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "configs"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
            .. FuzzTarget.Utf8("""{"command":"logit-lens","shots":2,"matrix":{"model":["gpt2","distilgpt2"],"seed":[1,2],"x":[{"bos":true,"limit":5}]}}"""),
        ],
        [
            .. FuzzTarget.Utf8(
                "{", "}", "[", "]", ",", ":", "\"matrix\":", "\"command\":", "\"logit-lens\"", "\"steer\"", "null", "true", "1e400", "-1", "\"auto\"",
                "\"L5.H1\"", "\"\\ud800\"", "//", "/*", "\"4/3\""),
            .. FuzzTarget.Utf8(ExperimentList.All.SelectMany(kind => kind.Options.Options).Select(option => $"\"{option.Name}\":").Distinct()),
            .. FuzzTarget.Utf8(Axes(value => $"{{\"seed\":{value}}}")),
            .. FuzzTarget.Utf8(Axes(value => $"{value}")),
        ],
        (input, folder) =>
        {
            ConfigFile config = ConfigFile.Load(folder.Write("config.json", input));
            ExperimentKind kind = ExperimentList.All.FirstOrDefault(kind => kind.Command == config.Command) ?? throw new InputException("no such command");
            foreach (ConfigRun run in config.Runs.Take(10))
            {
                Assert.DoesNotContain(run.FolderName, c => c is '/' or '\\' or '\0');
                OptionValues values = new(kind.Options);
                foreach ((string name, JsonElement json) in run.Values)
                {
                    values.SetJson(name, json, config.Path);
                }

                _ = values.Misfits(values.Build());
            }
        })
    {
        Allocation = (64 << 20, 20_000),
    };

    public static FuzzTarget OptionTexts { get; } = new(
        "option values",
        FuzzTarget.Utf8("2/8", "512MiB", "auto", "0.5,1,2", "L5.H1,L6.H0", "gpt2", "1e-3", "[1..3]", "all", "0-3", "suffix-instruction", "a=b;c=d"),
        FuzzTarget.Utf8(",", ".", "-", "/", "L", "H", "*", "e", "+", " ", "MiB", "GB", "auto", "=", ":", ";", "\"", "9999999999", "\n", "NaN", "∞", "٣"),
        (input, _) =>
        {
            string text = FuzzTarget.Text(input);
            for (int k = 0; k < OptionsOfAnInput; k++)
            {
                OptionDescriptor option = s_options[(input.Sum(value => value) + (k * 31)) % s_options.Length];
                if (option.Type.TryParse(text, out object? value))
                {
                    // What was accepted is written so that it is accepted again, as the same.
                    string written = option.Type.Format(value!);
                    Assert.True(option.Type.TryParse(written, out object? again), $"{option.Name}: '{text}' is written as '{written}'");
                    Assert.Equal(written, option.Type.Format(again!));
                }
                else
                {
                    Assert.NotEmpty(option.Type.Refusal(text));
                }
            }
        })
    {
        Allocation = (1 << 20, 10_000),
    };

    public static FuzzTarget Regions { get; } = new(
        "region",
        FuzzTarget.Utf8("L0-3.H*:row=last,span=text[0..2]|demos + L5.H1:col=first;L*.H3:tokens=\"very good\",distance=1..",
        "L1.H2:band=3,from=label,pieces=\"un\\\"x\""),
        FuzzTarget.Utf8(
            "L", ".H", "*", ":", ";", "+", "row=", "col=", "cols=", "first", "last", "span=", "from=", "text", "demos", "label", "cue", "[", "]", "|", "..",
            "0", "2147483647", "2147483648", "\"", "\\",
            "tokens=", "pieces=", "distance=", "band=", ",", " ", "-", "٣"),
        (input, _) =>
        {
            IReadOnlyList<Region> regions = RegionParser.Parse(FuzzTarget.Text(input));
            foreach (Region region in regions)
            {
                Region again = Assert.Single(RegionParser.Parse(region.Text));
                Assert.Equal(Json.Text(region), Json.Text(again));
            }
        });

    public static FuzzTarget ModelConfig { get; } = new(
        "config.json",
        [
            File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "models", "tiny", "config.json")),
            .. FuzzTarget.Utf8(
                """
                {"architectures":["GPT2ForSequenceClassification"],"n_embd":8,"n_head":2,
                 "id2label":{"0":"a","1":"b"},"pad_token_id":3,"prompt_template":"{text}"}
                """),
        ],
        FuzzTarget.Utf8(
            "{", "}", ",", ":", "[", "]", "\"n_embd\":", "\"n_head\":", "\"n_layer\":0", "\"vocab_size\":-1", "\"activation_function\":\"x\"",
            "\"id2label\":", "\"2\":\"c\"", "null", "1e400", "\"\\ud800\"",
            "\"architectures\":", "\"GPT2ForSequenceClassification\"", "\"layer_norm_epsilon\":"),
        (input, folder) =>
        {
            ModelConfig config = ModelConfigFile.Read(folder.Write("config.json", input));
            Assert.True(config is { Layers: > 0, Heads: > 0, ModelWidth: > 0, VocabularySize: > 0 } && config.ModelWidth % config.Heads == 0);
        });

    // Lists whose combinations soon are too many.
    private static IEnumerable<string> Axes(Func<int, string> value) =>
        Enumerable.Range(1, 4).Select(axis => $"\"axis{axis}\":[{string.Join(',', Enumerable.Range(0, 200).Select(value))}],");

    private static class Json
    {
        private static readonly JsonSerializerOptions s_options = new() { IncludeFields = true };

        // Conditions are of several types, which only their own type tells apart.
        public static string Text(Region region) => string.Join(" + ", region.Terms.Select(term =>
            JsonSerializer.Serialize(new { term.Layers, term.Heads }, s_options)
            + string.Concat(term.Conditions.Select(condition => condition.GetType().Name + JsonSerializer.Serialize(condition, condition.GetType(),
            s_options)))));
    }
}
