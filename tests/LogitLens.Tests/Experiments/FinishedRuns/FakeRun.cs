using System.Text.Json.Nodes;
using LogitLens.Answers;
using LogitLens.Datasets;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.FinishedRuns;

/// <summary>Writes the folders that runs would have left.</summary>
internal sealed class FakeRun(TemporaryFolder parent, string name)
{
    public string Command { get; init; } = "logit-lens";

    public RunState State { get; init; } = RunState.Done;

    public JsonObject Options { get; init; } = [];

    public DatasetInput Dataset { get; init; } = new("reviews", "dev", "0123456789abcdef", 10);

    public string Write<TRecord, TResult>(IEnumerable<TRecord> records, TResult result)
        where TResult : class
    {
        parent.Write($"{name}/records.jsonl", string.Concat(records.Select(record => JsonSerializer.Serialize(record, Json.Compact) + "\n")));
        string folder = parent.File(name);
        new RunManifest
        {
            Command = Command,
            CommandLine = [Command],
            Options = Options,
            State = State,
            Tool = new ToolVersion("1.0.0", null),
            Inputs = new RunInputs { Dataset = Dataset },
            Plan = new PlanInfo(10, 1, "00"),
        }.Save(folder);
        ResultFiles.WriteResult(folder, Command, result);
        return folder;
    }

    /// <summary>A run of the lens: by condition, whether each example is answered right; examples are r:1, r:2 and so on, of labels 0 and 1 in turn.</summary>
    public string Lens(params (string Condition, string Outcomes)[] conditions) => Write(
        conditions.SelectMany(condition => condition.Outcomes.Select((outcome, index) => LensRecord(condition.Condition, index, index % 2, outcome == '1'))),
        new LogitLensResult { Labels = ["negative", "positive"] });

    /// <summary>A run of the lens under several draws of demonstrations: whether each example is answered right under each.</summary>
    public string LensDraws(string condition, params string[] draws) => Write(
        draws.SelectMany((outcomes, draw) => outcomes.Select((outcome, index) => LensRecord(condition, index, index % 2, outcome == '1', draw + 1))),
        new LogitLensResult { Labels = ["negative", "positive"] });

    /// <summary>Says in prompts.jsonl which examples belong together.</summary>
    public string Clustered(string folder, string condition, params string[] clusters)
    {
        parent.Write($"{name}/prompts.jsonl", string.Concat(clusters.Select((cluster, index) =>
            JsonSerializer.Serialize(new UnitPrompt { Id = $"{condition}/r:{index + 1}", Example = $"r:{index + 1}", Cluster = cluster }, Json.Compact)
            + "\n")));
        return folder;
    }

    public static LensRecord LensRecord(string condition, int index, int label, bool right, int? draw = null) => new()
    {
        Id = draw is null ? $"{condition}/r:{index + 1}" : $"{condition}/draw-{draw}/r:{index + 1}",
        Condition = condition,
        Draw = draw,
        Example = $"r:{index + 1}",
        Label = label,
        LabelLogProbs = [right == (label == 0) ? [-1, -2 - (index / 100f)] : [-2 - (index / 100f), -1]],
        RightRank = [right ? 0 : 3],
    };

    public string Generation(params bool[] outcomes) => Write(
        outcomes.Select((right, index) => new GenerationRecord
        {
            Id = $"0-shot/q:{index}",
            Condition = "0-shot",
            Example = $"q:{index}",
            NewTokens = [1, 2],
            Class = right ? AnswerClass.Correct : AnswerClass.Hallucinated,
            AnswerLogProb = -index,
        }),
        new { Task = TaskKind.Generation });

    /// <summary>A head-ablation of one layer: the effect of each head.</summary>
    public string HeadAblation(int heads, params double[] effects) => Write(
        Enumerable.Range(0, 4).Select(index => new AblationRecord { Id = $"r:{index}", Label = 0, Clean = [index, 1.5f] }),
        new HeadAblationResult
        {
            LayerCount = 1,
            HeadCount = heads,
            Items =
            [
                .. effects.Select((effect, head) => new LabelEffect
                {
                    Item = SweepItem.OfHead(new(0, head)),
                    Edited = new Estimate(0, null, 4),
                    Effect = new Estimate(effect, null, 4),
                }),
            ],
        });
}
