using LogitLens.Ratings;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>Sums up what is written under steering; a pure function of the records.</summary>
/// <param name="options">The run's options.</param>
/// <param name="settings">The settings, which the records' lists are of.</param>
/// <param name="setup">Directions and judges.</param>
/// <param name="towards">The class that the direction points to.</param>
internal sealed class SteerTextSummary(
    SteerOptions options, IReadOnlyList<TextSetting> settings, SteerTextSetup setup, IReadOnlyList<string> words, int towards)
{
    private const int FewestToHalve = 8;
    private const int ShownExamples = 5;

    private SteerTextRecord[] _records = [];

    // What is independent: clusters of prompts, or prompts.
    private int[] _units = [];

    /// <summary>What each prompt's example belongs to, by its id; null where all are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    private bool Flips => options.Steering.Operation == SteerOperation.Flip;

    public SteerTextResult Of(SteerTextRecord[] records)
    {
        _records = records;
        _units = Statistics.Clusters.Number(records.Select(record => Clusters?[record.Example] ?? record.Example));
        SteerTextSetting[] found = [.. settings.Select(Setting)];
        return new SteerTextResult
        {
            Operation = options.Steering.Operation,
            Towards = words[towards],
            Other = TextSetting.OtherThan(words, towards),
            N = records.Length,
            Prompts = records.Select(record => record.Example).Distinct(StringComparer.Ordinal).Count(),
            Judges = setup.Judges,
            KeepsClass = [.. records.All(record => record.Label is null) ? [] : setup.Judges.Select((_, judge) => KeepsClass(judge))],
            Settings = [.. found.Select(setting => WithEqualCost(setting, found))],
            Best = [.. Best()],
            Directions = DirectionSummary.Of(setup.Directions),
            Examples = [.. records.Take(ShownExamples).Select(Example)],
            Pairs = options.Texts.HumanSheet is { } count ? Pairs(count) : [],
            Seed = options.Run.Seed,
        };
    }

    private Estimate KeepsClass(int judge)
    {
        int[] told = [.. Enumerable.Range(0, _records.Length).Where(row => _records[row].Label is not null && Score(row, 0, judge) != 0)];
        return Share(told, row => Score(row, 0, judge) > 0 == (_records[row].Label == towards));
    }

    private SteerTextSetting Setting(TextSetting setting, int place)
    {
        SteeredText[] texts = [.. _records.Select(record => record.Texts[place])];
        Estimate surprise = Mean([.. texts.Select(text => -text.LogProb / text.NewTokens.Length)], ValueRange.NonNegative);
        return new SteerTextSetting
        {
            Name = setting.Name,
            Kind = setting.Kind,
            Strength = setting.Item?.Strength,
            Layers = setting.Item is { } item ? [.. LayerWindow.Of(item).Layers] : [],
            Draw = setting.Draw,
            Before = setting.Before,
            Aim = setting.Aim,
            Judged = [.. setup.Judges.Select((judge, of) => Judged(setting, place, of))],
            Kl = Mean([.. texts.Select(text => text.Kl)], ValueRange.NonNegative),
            Perplexity = new Estimate(
                surprise.Value is { } value ? Math.Exp(value) : null,
                surprise.Interval is { } interval ? interval with { Low = Math.Exp(interval.Low), High = Math.Exp(interval.High) } : null,
                surprise.N),
            Distinct = [.. Enumerable.Range(1, 3).Select(n => DistinctGrams.Share([.. texts.Select(text => text.NewTokens)], n))],
            Tokens = texts.Length == 0 ? 0 : texts.Average(text => text.NewTokens.Length),
        };
    }

    private JudgedTexts Judged(TextSetting setting, int place, int judge)
    {
        int[] all = [.. Enumerable.Range(0, _records.Length)];
        Estimate towardsShare = Share(all, row => Score(row, place, judge) > 0), other = Share(all, row => Score(row, place, judge) < 0);
        int[] aimed = Aimed(setting, judge, all);
        bool aims = setting.Aim != 0 || IsFlip(setting);
        return new JudgedTexts(setup.Judges[judge].Judge, towardsShare, other)
        {
            Success = aims ? Share(aimed, row => Succeeds(setting, row, place, judge)) : null,
            Corrected = setting.Aim == 0 ? null : setup.Judges[judge].Correct(setting.Aim > 0 ? towardsShare : other, setting.Aim),
            Effect = aims
                ? Mean([.. aimed.Select(row => (Succeeds(setting, row, place, judge) ? 1.0 : 0) - (Succeeds(setting, row, 0, judge) ? 1 : 0))],
                    ValueRange.ShareDifference, aimed)
                : null,
            FromTowards = From(1),
            FromOther = From(-1),
            WrongWay = aims ? Share(aimed, row => MovesWrong(setting, row, place, judge)) : null,
        };

        // Of texts that were of one class, the share that are now of the other.
        Estimate? From(int sign) => IsFlip(setting)
            ? Share([.. all.Where(row => Math.Sign(Score(row, 0, judge)) == sign)], row => Math.Sign(Score(row, place, judge)) == -sign) : null;
    }

    private bool IsFlip(TextSetting setting) => Flips && setting.Item is not null;

    // What is flipped is a text that the judge could tell.
    private int[] Aimed(TextSetting setting, int judge, int[] rows) => IsFlip(setting) ? [.. rows.Where(row => Score(row, 0, judge) != 0)] : rows;

    private double Score(int row, int place, int judge) => _records[row].Texts[place].Scores[judge];

    private int AimOf(TextSetting setting, int row, int judge) => IsFlip(setting) ? -Math.Sign(Score(row, 0, judge)) : setting.Aim;

    private bool Succeeds(TextSetting setting, int row, int place, int judge) => Math.Sign(Score(row, place, judge)) == AimOf(setting, row, judge);

    private bool MovesWrong(TextSetting setting, int row, int place, int judge) =>
        (Score(row, place, judge) - Score(row, 0, judge)) * AimOf(setting, row, judge) < 0;

    private static SteerTextSetting WithEqualCost(SteerTextSetting setting, SteerTextSetting[] all)
    {
        if (setting.Kind != TextSettingKind.Direction || setting.Kl.Value is not { } cost)
        {
            return setting;
        }

        return setting with
        {
            Judged =
            [
                .. setting.Judged.Select((own, judge) => own.Effect?.Value is not { } effect ? own : own with
                {
                    RandomAtEqualKl = Beside(TextSettingKind.RandomDirection, judge, effect),
                    ShuffledAtEqualKl = Beside(TextSettingKind.ShuffledDirection, judge, effect),
                    PromptingAtEqualKl = Beside(TextSettingKind.Prompting, judge, effect),
                    InstructionAtEqualKl = Beside(TextSettingKind.Instruction, judge, effect),
                }),
            ],
        };

        EqualCost? Beside(TextSettingKind kind, int judge, double effect)
        {
            IReadOnlyList<(double, double)>[] curves =
            [
                .. all.Where(other => other.Kind == kind && other.Aim == setting.Aim
                    && (other.Layers.Count == 0 || other.Layers.SequenceEqual(setting.Layers)))
                    .GroupBy(other => other.Draw)
                    .Select(draw => (IReadOnlyList<(double, double)>)[.. draw.Select(other => (other.Kl.Value ?? 0, other.Judged[judge].Effect?.Value ?? 0))]),
            ];
            return curves.Length == 0 ? null : EqualCost.Of(cost, effect, curves);
        }
    }

    // Prompts, or their clusters, are halved; of equal shares the cheaper setting.
    private IEnumerable<ChosenTextSetting> Best()
    {
        int[] units = [.. _units.Distinct()];
        if (units.Length < FewestToHalve)
        {
            yield break;
        }

        new SeededRandom(options.Run.Seed, "halves that a setting is chosen and measured on").Shuffle(units);
        HashSet<int> chosen = [.. units.Take(units.Length / 2)];
        int[] all = [.. Enumerable.Range(0, _records.Length)];
        int[] first = [.. all.Where(row => chosen.Contains(_units[row]))], second = [.. all.Except(first)];
        foreach (IGrouping<int, int> aim in Enumerable.Range(0, settings.Count)
            .Where(place => settings[place].Kind == TextSettingKind.Direction && (settings[place].Aim != 0 || IsFlip(settings[place])))
            .GroupBy(place => settings[place].Aim))
        {
            int best = aim.OrderByDescending(place => SuccessOn(first, place).Value ?? 0)
                .ThenBy(place => first.Sum(row => _records[row].Texts[place].Kl)).First();
            yield return new ChosenTextSetting(
                settings[best].Name, aim.Key, SuccessOn(first, best), SuccessOn(second, best),
                aim.Key == 0 ? null : Share(second, row => Math.Sign(Score(row, 0, 0)) == aim.Key));
        }
    }

    private Estimate SuccessOn(int[] rows, int place) => Share(Aimed(settings[place], 0, rows), row => Succeeds(settings[place], row, place, 0));

    private SteerTextExample Example(SteerTextRecord record) => new(
        record.Id, record.Prompt,
        [
            .. record.Texts.Where((_, place) => settings[place].Kind is TextSettingKind.Unsteered or TextSettingKind.Direction
                || settings[place] is { Kind: TextSettingKind.Prompting or TextSettingKind.Instruction, Draw: 1 })
                .Select(text => new SteeredExcerpt(text.Setting, text.Text, text.Scores)),
        ]);

    // The strongest setting each way beside one another; where there is one way only, beside the unsteered text.
    private RatedPair[] Pairs(int count)
    {
        int[] own = [.. Enumerable.Range(0, settings.Count).Where(place => settings[place].Kind == TextSettingKind.Direction)];
        int up = Strongest(1), down = Strongest(-1);
        int first = up >= 0 ? up : down >= 0 ? 0 : own[0], second = down >= 0 ? down : 0;
        bool known = up >= 0 || down >= 0;
        int[] rows = [.. Enumerable.Range(0, _records.Length)];
        new SeededRandom(options.Run.Seed, "pairs for people to judge").Shuffle(rows);
        return
        [
            .. rows.Take(count).Select(row => new RatedPair(_records[row].Id, _records[row].Prompt, TextOf(row, first), TextOf(row, second))
            {
                Expected = known ? 1 : null,
                Judges = setup.Judges.Select((judge, of) => (judge.Judge, Choice: Math.Sign(Score(row, first, of) - Score(row, second, of))))
                    .ToDictionary(pair => pair.Judge, pair => pair.Choice switch { > 0 => 1, < 0 => 2, _ => 0 }),
            }),
        ];

        int Strongest(int aim) => own.Where(place => settings[place].Aim == aim).OrderByDescending(place => Math.Abs(settings[place].Item!.Strength!.Value))
            .Select(place => (int?)place).FirstOrDefault() ?? -1;
    }

    private RatedText TextOf(int row, int place) => new(settings[place].Name, _records[row].Texts[place].Text.Trim());

    private Estimate Share(IReadOnlyList<int> rows, Func<int, bool> holds) =>
        Proportion.Of([.. rows.Select(holds)], UnitsOf(rows)).ToEstimate();

    private Estimate Mean(double[] values, ValueRange range, IReadOnlyList<int>? rows = null) =>
        MeanInterval.Within(values, range, UnitsOf(rows ?? [.. Enumerable.Range(0, values.Length)]));

    private int[]? UnitsOf(IReadOnlyList<int> rows) => options.Texts.Samples > 1 || Clusters is not null ? [.. rows.Select(row => _units[row])] : null;
}
