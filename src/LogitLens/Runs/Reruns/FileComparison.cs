using CsvHelper;
using LogitLens.Checkpoints;

namespace LogitLens.Runs;

/// <summary>Compares two files of one name, value by value where their format is known.</summary>
internal static class FileComparison
{
    private const int Block = 1 << 16;

    /// <summary>Compares; a file that is on one side alone is a difference.</summary>
    /// <exception cref="InputException">A file is not what its name says.</exception>
    public static FileAgreement Compare(string there, string here, (string There, string Here) names, ValueComparison values)
    {
        string first = Path.Combine(there, names.There), second = Path.Combine(here, names.Here);
        if (!File.Exists(first) || !File.Exists(second))
        {
            values.AddOther(() => $"only {(File.Exists(first) ? there : here)} has it");
        }
        else if (HaveSameBytes(first, second))
        {
            return new FileAgreement(names.There, Agreement.SameBytes, 0, 0, 0, null);
        }
        else
        {
            Compare(first, second, values);
        }

        return values.ToAgreement(names.There);
    }

    private static void Compare(string first, string second, ValueComparison values)
    {
        try
        {
            switch (Path.GetExtension(first))
            {
                case ".json":
                    CompareJson(File.ReadAllText(first), File.ReadAllText(second), "", values);
                    break;
                case ".jsonl":
                    ByPairs(File.ReadLines(first), File.ReadLines(second), "line", values, (a, b, where) => CompareJson(a, b, where, values));
                    break;
                case ".csv":
                    ByPairs(Rows(first), Rows(second), "row", values, (a, b, where) => CompareCells(a, b, where, values));
                    break;
                case ".safetensors":
                    using (Checkpoint a = SafetensorsFile.Open(first), b = SafetensorsFile.Open(second))
                    {
                        TensorComparison.Compare(a, b, values);
                    }

                    break;
                default:
                    values.AddOther(() => "other bytes");
                    break;
            }
        }
        catch (Exception e) when (e is JsonException or CsvHelperException)
        {
            throw new InputException($"{first} or {second} cannot be read: {e.Message}", e);
        }
    }

    private static bool HaveSameBytes(string first, string second)
    {
        using FileStream a = File.OpenRead(first), b = File.OpenRead(second);
        if (a.Length != b.Length)
        {
            return false;
        }

        byte[] here = new byte[Block], there = new byte[Block];
        for (int read = 1; read > 0;)
        {
            read = a.ReadAtLeast(here, Block, throwOnEndOfStream: false);
            if (b.ReadAtLeast(there, Block, throwOnEndOfStream: false) != read || !here.AsSpan(0, read).SequenceEqual(there.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }

    private static void ByPairs<T>(IEnumerable<T> first, IEnumerable<T> second, string kind, ValueComparison values, Action<T, T, string> compare)
    {
        using IEnumerator<T> a = first.GetEnumerator(), b = second.GetEnumerator();
        for (int number = 1; ; number++)
        {
            bool hasFirst = a.MoveNext(), hasSecond = b.MoveNext();
            if (hasFirst && hasSecond)
            {
                compare(a.Current, b.Current, string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"));
            }
            else if (hasFirst || hasSecond)
            {
                values.AddOther(() => string.Create(CultureInfo.InvariantCulture, $"{kind} {number}, which one of them does not have"));
                return;
            }
            else
            {
                return;
            }
        }
    }

    private static void CompareJson(string first, string second, string where, ValueComparison values)
    {
        using JsonDocument a = JsonDocument.Parse(first), b = JsonDocument.Parse(second);
        CompareJson(a.RootElement, b.RootElement, where, values);
    }

    private static void CompareJson(JsonElement first, JsonElement second, string where, ValueComparison values)
    {
        switch (first.ValueKind, second.ValueKind)
        {
            case (JsonValueKind.Number, JsonValueKind.Number):
                values.Add(first.GetDouble(), second.GetDouble(), () => $"{where}: {first.GetRawText()} and {second.GetRawText()}");
                break;
            case (JsonValueKind.Array, JsonValueKind.Array) when first.GetArrayLength() == second.GetArrayLength():
                foreach ((int index, (JsonElement a, JsonElement b)) in first.EnumerateArray().Zip(second.EnumerateArray()).Index())
                {
                    CompareJson(a, b, string.Create(CultureInfo.InvariantCulture, $"{where}[{index}]"), values);
                }

                break;
            case (JsonValueKind.Object, JsonValueKind.Object) when ByteShares.AreAlike(first, second):
                break;
            case (JsonValueKind.Object, JsonValueKind.Object):
                foreach (string name in first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct())
                {
                    string inner = where.Length == 0 ? name : $"{where}, {name}";
                    if (first.TryGetProperty(name, out JsonElement a) && second.TryGetProperty(name, out JsonElement b))
                    {
                        CompareJson(a, b, inner, values);
                    }
                    else
                    {
                        values.AddOther(() => $"{inner}, which one of them does not have");
                    }
                }

                break;
            case (JsonValueKind.String, JsonValueKind.String):
                values.Add(first.GetString(), second.GetString(), () => $"{where}: {Short(first)} and {Short(second)}");
                break;
            default:
                if (!JsonElement.DeepEquals(first, second))
                {
                    values.AddOther(() => $"{where}: {Short(first)} and {Short(second)}");
                }

                break;
        }
    }

    private static void CompareCells(string[] first, string[] second, string where, ValueComparison values)
    {
        if (first.Length != second.Length)
        {
            values.AddOther(() => $"{where}: other columns");
            return;
        }

        foreach ((int column, (string a, string b)) in first.Zip(second).Index())
        {
            if (TryNumber(a, out double there) && TryNumber(b, out double here))
            {
                values.Add(there, here, Where);
            }
            else if (a != b)
            {
                values.AddOther(Where);
            }

            string Where() => string.Create(CultureInfo.InvariantCulture, $"{where}, column {column + 1}: {Cut(a)} and {Cut(b)}");
        }
    }

    private static IEnumerable<string[]> Rows(string path)
    {
        using StreamReader reader = new(path);
        using CsvParser parser = new(reader, CultureInfo.InvariantCulture);
        while (parser.Read())
        {
            yield return parser.Record!;
        }
    }

    private static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Short(JsonElement value) => Cut(value.GetRawText());

    private static string Cut(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
