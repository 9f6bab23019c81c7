using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// The units of a finetuning. Of each model: an evaluation before the first step, the steps, what came of them, and the answers to the test; then the
/// simpler classifiers' answers.
/// </summary>
internal sealed class FinetuneUnits(FinetuneOptions options, FinetuneData data, FinetunePlan steps)
{
    private readonly HashSet<int> _checkpoints = [];

    // Asked for at every step.
    private readonly Lazy<int> _validationTokens = new(() => TokensIn(data.Validation));
    private readonly Lazy<int> _stepTokens = new(() => TokensIn(data.Training) / steps.StepsPerEpoch);

    /// <summary>After how many batches a checkpoint is written; known once the batches are.</summary>
    public IReadOnlySet<int> Checkpoints => _checkpoints;

    private int Models => options.Training.Seeds;

    private bool TestsClasses => data.Test is not null && data.Words.Count > 0;

    /// <summary>All units in the order of the work. A step is a batch; the test's are cut by length.</summary>
    public IReadOnlyList<WorkBatch> Batches(LengthBatches lengths)
    {
        List<WorkBatch> batches = [];
        for (int model = 1; model <= Models; model++)
        {
            AddModel(batches, model, lengths);
        }

        if (TestsClasses)
        {
            batches.AddRange(BaselineNames.Chosen(options.Material).Select(baseline => new WorkBatch(
                [.. data.Test!.Rows.Select((row, index) => new WorkUnit(BaselineNames.UnitOf(baseline, row.Id), index, Models))])));
        }

        return batches;
    }

    /// <summary>A unit's name without its model's.</summary>
    public string PartOf(WorkUnit unit) => unit.Id[UnitNames.Of(unit.Condition, Models).Length..];

    /// <summary>Tokens that a unit takes in. A step's are those of a step on average; what its validation takes counts with it.</summary>
    public int TokensOf(WorkUnit unit)
    {
        if (BaselineNames.Of(unit.Id) is not null)
        {
            return 0;
        }

        return PartOf(unit) switch
        {
            UnitNames.Start => _validationTokens.Value,
            UnitNames.Outcome => 0,
            string name when UnitNames.IsTest(name) => data.Test!.Rows[unit.Example].Prompt.Length,
            _ => _stepTokens.Value + (steps.IsEvaluated(unit.Example) ? _validationTokens.Value : 0),
        };
    }

    private static int TokensIn(RowSet? rows) => rows?.Sequences.Sum(sequence => sequence.InputLength) ?? 0;

    private void AddModel(List<WorkBatch> batches, int model, LengthBatches lengths)
    {
        string prefix = UnitNames.Of(model, Models);
        void Add(string name, int example = 0) => batches.Add(new WorkBatch([new WorkUnit(prefix + name, example, model)]));
        if (data.Validation is not null)
        {
            Add(UnitNames.Start);
        }

        for (int step = 1; step <= steps.Steps; step++)
        {
            Add(UnitNames.Step(step), step);
            if (step % options.Training.CheckpointEvery == 0 || step == steps.Steps)
            {
                _checkpoints.Add(batches.Count);
            }
        }

        Add(UnitNames.Outcome);
        if (TestsClasses)
        {
            IReadOnlyList<TrainingRow> rows = data.Test!.Rows;
            IEnumerable<WorkUnit> units = rows.Select((row, index) => new WorkUnit(prefix + UnitNames.Test(row.Id), index, model));
            batches.AddRange(lengths.Cut(units, unit => rows[unit.Example].Prompt.Length, shared: 0).Select(batch => new WorkBatch(batch)));
        }

        if (model < Models)
        {
            _checkpoints.Add(batches.Count);
        }
    }
}
