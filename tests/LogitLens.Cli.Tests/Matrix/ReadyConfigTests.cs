using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Matrix;

/// <summary>Each ready config runs: on the bundled model and datasets in the place of its own, over a few examples.</summary>
public sealed partial class ReadyConfigTests
{
    private static readonly Dictionary<string, string> s_bundled = new()
    {
        ["sst2"] = "reviews",
        ["imdb"] = "reviews",
        ["emotion"] = "emotions",
        ["tweet-sentiment"] = "tweets",
        ["gsm8k"] = "word-problems",
    };

    private static string Folder => Path.Combine(SharedFiles.RepositoryRoot, "configs");

    public static TheoryData<string> Configs => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_ready_config_runs(string name)
    {
        using Shell shell = new();
        JsonObject config = Read(name);
        Shrink(config);
        string file = shell.Write(name, config.ToJsonString());

        ExitCode code = shell.Run("run", file, "--output", shell.File("out"), "--limit", config["command"]!.GetValue<string>() == "probe-train" ? "60" : "6");

        Assert.True(code == ExitCode.Done, shell.Error);
        Assert.True(File.Exists(shell.File("out/results.json")), shell.Out);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_ready_config_is_a_page_at_most_and_says_how_it_is_run(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));

        Assert.InRange(text.Split('\n').Length, 3, 40);
        Assert.Contains($"//   interp run configs/{name}", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_folder_that_a_ready_config_names_lies_beside_it(string name)
    {
        string? model = Read(name)["model"]?.GetValue<string>();

        Assert.True(model?.Contains('/', StringComparison.Ordinal) != true || Directory.Exists(Path.Combine(Folder, model)), model);
    }

    private static JsonObject Read(string name) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(Folder, name)),
        documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();

    private static void Shrink(JsonObject config)
    {
        Replace(config);
        if (config["matrix"] is JsonObject matrix)
        {
            foreach (string axis in matrix.Select(each => each.Key).ToArray())
            {
                // One model is there, and two places on each other axis show what the others would.
                matrix[axis] = new JsonArray([.. matrix[axis]!.AsArray().Take(axis == "model" ? 1 : 2).Select(value => value!.DeepClone())]);
                foreach (JsonNode? value in matrix[axis]!.AsArray())
                {
                    if (value is JsonObject several)
                    {
                        Replace(several);
                    }
                }

                if (axis is "model" or "dataset")
                {
                    matrix[axis] = new JsonArray([.. matrix[axis]!.AsArray().Select(value => (JsonNode)Bundled(value!.GetValue<string>()))]);
                }
            }
        }

        if (config["command"]!.GetValue<string>() == "finetune")
        {
            config["steps"] = 2;
            config.Remove("epochs");
            config.Remove("other-text");
            config.Remove("eval-every");
            config["seeds"] = 1;
            // The bundled emotions have no split for validation, the bundled reviews none for tests.
            config.Remove("validation");
            if (config["dataset"]!.GetValue<string>() == "emotions")
            {
                config["validation"] = "test";
            }
        }

        if (config["command"]!.GetValue<string>() == "head-ablation")
        {
            config["max-new-tokens"] = 2;
            config["heads"] = "0.0-0.3";
        }

        if (config["then"] is { } then)
        {
            config["then"] = Limits().Replace(then.GetValue<string>(), "--limit 2");
        }
    }

    private static void Replace(JsonObject options)
    {
        foreach (string name in (string[])["model", "dataset"])
        {
            if (options[name] is { } value)
            {
                options[name] = Bundled(value.GetValue<string>());
            }
        }

        options.Remove("limit");
        if (options["max-new-tokens"] is not null)
        {
            options["max-new-tokens"] = 2;
        }
    }

    private static string Bundled(string name) =>
        s_bundled.GetValueOrDefault(name) ?? (name.Contains("gpt2", StringComparison.Ordinal) ? "tiny" : name);

    [GeneratedRegex("--limit [0-9]+")]
    private static partial Regex Limits();
}
