using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Reads pairs of prompts for patching: JSON lines <c>{"clean": "..", "corrupted": "..", "label": 0}</c>, where a prompt is a text or an
/// array of token ids. The label is the right one of the clean prompt, 0 where all pairs leave it out; what the labels' tokens
/// are <c>--label-token-ids</c> says.
/// </summary>
internal static class PairFile
{
    /// <summary>Reads a file of pairs.</summary>
    /// <exception cref="InputException">A row is wrong, or the labels' tokens are not given.</exception>
    public static SweptData Read(string path, ModelSource source, HeadAblationOptions options)
    {
        int[] labels = [.. options.Data.LabelTokenIds];
        if (labels.Length < 2)
        {
            throw new InputException("--pairs needs the labels' tokens: --label-token-ids ID,ID, the first for label 0");
        }

        GivenPrompt.RequireKnownLabels(source, labels);
        if (labels.Distinct().Count() < labels.Length)
        {
            throw new InputException($"--label-token-ids {string.Join(',', labels)}: a token is there twice, so nothing tells its labels apart");
        }

        RequireJsonLines(path);
        ReadOptions reading = ReadOptions.ForFile(path) with { SkipBadRows = options.Data.SkipBadRows };
        RowReading rows = new(reading);
        bool? labelled = null;
        using JsonLinesTable table = JsonLinesTable.Open(path);
        List<SweptExample> examples = rows.Read(table, (row, _) =>
        {
            JsonRow json = (JsonRow)row;
            int[] clean = Prompt(json, "clean", source), corrupted = Prompt(json, "corrupted", source);
            if (clean.Length != corrupted.Length)
            {
                throw new BadRowException(
                    "corrupted", $"{corrupted.Length} tokens, and the clean prompt has {clean.Length}; a pair's prompts are of one length");
            }

            int? label = Label(json, labels.Length);
            labelled ??= label is not null;
            if (labelled != label is not null)
            {
                throw new BadRowException("label", "some pairs have a label and some have none; label all or none");
            }

            SweptExample pair = new($"{reading.Split}:{row.Number}", label ?? 0, clean, null, null) { Cluster = Cluster(json, options.Data.Cluster) };
            return AblationData.Pair(pair, pair with { Ids = corrupted }, options.Patch.Direction);
        });
        DataOrigin origin = rows.Finish([table.Finish()], examples.Count);
        if (options.Data.Limit is { } limit)
        {
            examples = [.. examples.Take(limit)];
        }

        string[] words = [.. labels.Select((id, label) => source.Files.Tokenizer?.TokenText(id).Trim() ?? $"{label}")];
        DatasetInput input = new(origin.Name, origin.Split, origin.Sha256, examples.Count) { SkippedRows = origin.Skipped.Count };
        string[] notes = labelled == true ? [] : [$"no pair has a label: token {labels[0]} ('{words[0]}') is taken for the right one of every clean prompt"];
        return new SweptData(examples, SweptData.SharedLength(examples), labels, words, input, notes);
    }

    private static string? Cluster(JsonRow row, string? column) => column is null ? null
        : row.OptionalCell(column) ?? throw new BadRowException(column, $"--cluster {column}: the pair has none");

    private static void RequireJsonLines(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv")
        {
            throw new InputException($"{path}: --pairs takes JSON lines such as {{\"clean\": \"...\", \"corrupted\": \"...\", \"label\": 0}}, not a table");
        }
    }

    private static int[] Prompt(JsonRow row, string column, ModelSource source)
    {
        JsonElement prompt = row.Element(column);
        if (prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!.Length == 0
            : prompt.ValueKind == JsonValueKind.Array && prompt.GetArrayLength() == 0)
        {
            throw new BadRowException(column, "the prompt is empty");
        }

        try
        {
            return prompt.ValueKind switch
            {
                JsonValueKind.String => GivenPrompt.Of(source, prompt.GetString(), []).Ids,
                JsonValueKind.Array when prompt.EnumerateArray().All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _)) =>
                    GivenPrompt.Of(source, null, [.. prompt.EnumerateArray().Select(id => id.GetInt32())]).Ids,
                _ => throw new BadRowException(column, "a prompt is a text or an array of token ids"),
            };
        }
        catch (InputException e)
        {
            throw new BadRowException(column, e.Message);
        }
    }

    private static int? Label(JsonRow row, int labels)
    {
        if (row.OptionalCell("label") is not { } cell)
        {
            return null;
        }

        return int.TryParse(cell, out int label) && label >= 0 && label < labels
            ? label
            : throw new BadRowException("label", $"'{cell}' is no label; a label is a number from 0 to {labels - 1}");
    }
}
