using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.LogitLens;

/// <summary>The lens at the label's position of every example, under every condition.</summary>
public sealed class DatasetLensExperiment(LogitLensOptions options, IProgressSink progress) : IExperiment<LensUnit, LensRecord, LogitLensResult>
{
    private ModelSource? _source;
    private ClassificationTask? _task;
    private LoadedModel? _model;
    private (int Condition, KeyValuePrefix Prefix)? _prefix;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private ClassificationTask Task => _task ??= ClassificationTask.Open(Source, options.Data, options.Prompts, options.Run.Seed);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<LensUnit>> Plan()
    {
        RequireKnownExamples();
        LengthBatches lengths = new(Source.Files.Config, options.Run, Source.Device);
        return
        [
            .. Enumerable.Range(0, Task.Conditions.Count).SelectMany(condition =>
            {
                ConditionPrompts prompts = Task.Conditions[condition];
                IEnumerable<LensUnit> units = Task.Dataset.Examples.Select(
                    (example, index) => new LensUnit($"{prompts.Condition.Name}/{example.Id}", condition, index));
                return lengths.Cut(units, unit => prompts.Prompts[unit.Example].Ids.Count - prompts.SharedLength, prompts.SharedLength)
                    .Select(batch => new WorkBatch<LensUnit>(batch));
            }),
        ];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
        foreach (string note in Task.Notes())
        {
            progress.Note(note);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LensRecord> Compute(WorkBatch<LensUnit> batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Task.Conditions[batch.Units[0].Condition];
        int[] labels = Task.LabelTokens;
        int[][] rest = [.. batch.Units.Select(unit => prompts.Prompts[unit.Example].Ids.Skip(prompts.SharedLength).ToArray())];

        // The right label comes first, because it alone is ranked.
        int[][] tokens = [.. batch.Units.Select(unit => (int[])[labels[LabelOf(unit)], .. labels])];
        LensReading[][] readings = new LastPositionLens(_model!.Transformer).Read(
            rest, tokens, PrefixOf(batch.Units[0].Condition), options.Run.Memory.Bytes / 8, ranked: 1);
        return [.. batch.Units.Zip(readings, (unit, layers) => Record(unit, prompts, layers))];
    }

    /// <inheritdoc/>
    public LogitLensResult Summarise(IEnumerable<LensRecord> records)
    {
        Condition[] conditions = [.. Task.Conditions.Select(condition => condition.Condition)];
        LogitLensResult result = new LensSummary(conditions, Task.Labels.Words, options.Run.Seed).Of(records, options.Examples);
        return result with { Notes = [.. Task.Notes()] };
    }

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(LogitLensResult result) => LensTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(LogitLensResult result) => LensFigures.Of(result, $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefix?.Prefix.Dispose();
        _model?.Dispose();
    }

    private int LabelOf(LensUnit unit) => Task.Dataset.Examples[unit.Example].Label!.Value;

    private LensRecord Record(LensUnit unit, ConditionPrompts prompts, LensReading[] layers) => new()
    {
        Id = unit.Id,
        Condition = prompts.Condition.Name,
        Example = Task.Dataset.Examples[unit.Example].Id,
        Label = LabelOf(unit),
        Tokens = prompts.Prompts[unit.Example].Ids.Count,
        LabelLogProbs = [.. layers.Select(layer => layer.TokenLogProbabilities[1..])],
        RightRank = [.. layers.Select(layer => layer.TokenRanks[0])],
        Kl = [.. layers.Select(layer => layer.KullbackLeibler)],
        Entropy = [.. layers.Select(layer => layer.Entropy)],
    };

    // Batches of a condition follow each other, so one prefix at a time is kept.
    private KeyValuePrefix? PrefixOf(int condition)
    {
        ConditionPrompts prompts = Task.Conditions[condition];
        if (prompts.SharedLength == 0)
        {
            return null;
        }

        if (_prefix?.Condition != condition)
        {
            _prefix?.Prefix.Dispose();
            _prefix = (condition, _model!.Transformer.Prefix([.. prompts.Prompts[0].Ids.Take(prompts.SharedLength)]));
        }

        return _prefix.Value.Prefix;
    }

    private void RequireKnownExamples()
    {
        HashSet<string> known = [.. Task.Dataset.Examples.Select(example => example.Id)];
        if (options.Examples.FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new InputException($"--examples {missing}: {Task.Dataset.Name} has no such example in this run; ids look like {Task.Dataset.Examples[0].Id}");
        }
    }
}
