using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>Sums up what steering does to labels; a pure function of the records.</summary>
/// <param name="operation">What was done.</param>
/// <param name="towards">The class that the direction points to.</param>
/// <param name="clusters">What each example belongs to; null where all are independent.</param>
/// <param name="seed">What the halves follow from.</param>
internal sealed class SteerLabelsSummary(
    SteerOperation operation, int towards, IReadOnlyList<string> words, IReadOnlyList<SweepRecord> records, IReadOnlyList<int>? clusters, long seed)
{
    private const int FewestToHalve = 8;

    private readonly int[] _all = [.. Enumerable.Range(0, records.Count)];

    /// <summary>Fills in what every setting does.</summary>
    public SteerLabelsResult Fill(SteerLabelsResult result, IReadOnlyList<SweepItem> items, SteerSetup setup)
    {
        SteerSetting[] settings = [.. items.Select((item, place) => Setting(item, place, result.Items[place]))];
        return result with
        {
            Towards = words[towards],
            FoundOn = setup.FoundOn,
            Settings = [.. settings.Where(setting => setting.Direction == ItemKind.Direction).Select(setting => WithEqualCost(setting, settings))],
            Baselines = [.. settings.Where(setting => setting.Direction != ItemKind.Direction)],
            Best = Best(items),
            Directions = DirectionSummary.Of(setup),
        };
    }

    private SteerSetting Setting(SweepItem item, int place, LabelEffect effect) => new()
    {
        Name = item.Name,
        Operation = operation,
        Strength = item.Strength!.Value,
        Layers = [.. LayerWindow.Of(item).Layers],
        Direction = item.Kind,
        Draw = item.Draw,
        N = records.Count,
        LogitDifference = effect.Edited.Value,
        LogitDifferenceInterval = effect.Edited.Interval,
        Effect = effect.Effect,
        AdjustedPValue = effect.AdjustedPValue,
        FlipRate = Share(_all, row => Flipped(row, place)),
        Success = Aims ? Share(_all, row => Succeeds(row, item, place)) : null,
        WrongWay = Aims ? Share(_all, row => MovesWrong(row, item, place)) : null,
        Accuracy = effect.Accuracy,
        Kl = MeanInterval.Within([.. records.Select(record => (double)record.Kl![place])], ValueRange.NonNegative, clusters),
        Classes = [.. Enumerable.Range(0, words.Count).Select(label => OfClass(label, place)).Where(own => own.Effect.N > 0)],
    };

    private SteerClass OfClass(int label, int place)
    {
        int[] rows = [.. _all.Where(row => records[row].Label == label)];
        int[]? own = clusters is null ? null : [.. rows.Select(row => clusters[row])];
        return new SteerClass(
            words[label],
            MeanInterval.Within([.. rows.Select(row => LabelScores.Contrast(records[row].Edited[place]!))], ValueRange.Any, own),
            MeanInterval.Within(
                [.. rows.Select(row => LabelScores.Contrast(records[row].Edited[place]!) - LabelScores.Contrast(records[row].Clean))], ValueRange.Any, own),
            Share(rows, row => Flipped(row, place)));
    }

    private static SteerSetting WithEqualCost(SteerSetting setting, SteerSetting[] all)
    {
        return setting with { RandomAtEqualKl = Beside(ItemKind.RandomDirection), ShuffledAtEqualKl = Beside(ItemKind.ShuffledDirection) };

        // Strengths of one sign make a curve.
        EqualCost? Beside(ItemKind kind)
        {
            IReadOnlyList<(double, double)>[] curves =
            [
                .. all.Where(other => other.Direction == kind && other.Layers.SequenceEqual(setting.Layers) && other.Strength * setting.Strength >= 0)
                    .GroupBy(other => other.Draw)
                    .Select(draw => (IReadOnlyList<(double, double)>)[.. draw.Select(other => (other.Kl.Value ?? 0, other.Effect.Value ?? 0))]),
            ];
            return curves.Length == 0 || setting.Kl.Value is not { } cost || setting.Effect.Value is not { } effect ? null : EqualCost.Of(cost, effect, curves);
        }
    }

    // Of equal shares the cheaper setting.
    private ChosenSetting? Best(IReadOnlyList<SweepItem> items)
    {
        int[] asked = [.. Enumerable.Range(0, items.Count).Where(place => items[place].Kind == ItemKind.Direction)];
        int[][] units = [.. _all.GroupBy(row => clusters?[row] ?? row).Select(unit => unit.ToArray())];
        if (!Aims || asked.Length < 2 || units.Length < FewestToHalve)
        {
            return null;
        }

        new SeededRandom(seed, "halves that a setting is chosen and measured on").Shuffle(units);
        int[] first = [.. units.Take(units.Length / 2).SelectMany(unit => unit)], second = [.. units.Skip(units.Length / 2).SelectMany(unit => unit)];
        int best = asked.OrderByDescending(place => first.Count(row => Succeeds(row, items[place], place)))
            .ThenBy(place => first.Sum(row => (double)records[row].Kl![place])).First();
        return new ChosenSetting(
            items[best].Name,
            Share(first, row => Succeeds(row, items[best], best)),
            Share(second, row => Succeeds(row, items[best], best)),
            operation == SteerOperation.Flip ? null : Share(second, row => IsAim(LabelScores.Predicted(records[row].Clean), items[best])));
    }

    private bool Aims => operation != SteerOperation.Ablate;

    private bool Flipped(int row, int place) => LabelScores.Predicted(records[row].Edited[place]) != LabelScores.Predicted(records[row].Clean);

    private bool Succeeds(int row, SweepItem item, int place) => operation == SteerOperation.Flip
        ? Flipped(row, place)
        : IsAim(LabelScores.Predicted(records[row].Edited[place]), item);

    private bool IsAim(int predicted, SweepItem item) => item.Strength < 0 ? predicted != towards : predicted == towards;

    private bool MovesWrong(int row, SweepItem item, int place)
    {
        double clean = LabelScores.Difference(records[row].Clean, towards), moved = LabelScores.Difference(records[row].Edited[place]!, towards) - clean;
        return moved * (operation == SteerOperation.Flip ? -Math.Sign(clean) : item.Strength!.Value) < 0;
    }

    private Proportion Share(IReadOnlyList<int> rows, Func<int, bool> holds) =>
        Proportion.Of([.. rows.Select(holds)], clusters is null ? null : [.. rows.Select(row => clusters[row])]);
}
