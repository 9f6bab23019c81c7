using System.Text.Json;
using LogitLens.Datasets;
using LogitLens.Datasets.Readers;
using LogitLens.Datasets.Tables;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Reads pairs of prompts for patching: JSON lines <c>{"clean": "..", "corrupted": "..", "label": 0}</c>, where a prompt is a text or an
/// array of token ids. The label is the right one of the clean prompt, 0 where it is left out; what the labels' tokens are
/// <c>--label-token-ids</c> says.
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

        SinglePrompt.RequireKnown(source, labels);
        ReadOptions reading = ReadOptions.ForFile(path) with { SkipBadRows = options.Data.SkipBadRows };
        RowReading rows = new(reading);
        using JsonLinesTable table = JsonLinesTable.Open(path);
        List<SweptExample> examples = rows.Read(table, (row, _) =>
        {
            JsonRow json = (JsonRow)row;
            int[] clean = Prompt(json, "clean", source), corrupted = Prompt(json, "corrupted", source);
            if (clean.Length != corrupted.Length)
            {
                throw new BadRowException("corrupted", $"{corrupted.Length} tokens, and the clean prompt has {clean.Length}; a pair's prompts are of one length");
            }

            return AblationData.Pair(
                new SweptExample($"{reading.Split}:{row.Number}", Label(json, labels.Length), clean, null, null), corrupted, options.Patch.Direction);
        });
        DataOrigin origin = rows.Finish([table.Finish()], examples.Count);
        if (examples.Count == 0)
        {
            throw new InputException($"{path}: there are no pairs");
        }

        if (options.Data.Limit is { } limit)
        {
            examples = [.. examples.Take(limit)];
        }

        string[] words = [.. labels.Select((id, label) => source.Files.Tokenizer?.TokenText(id).Trim() ?? $"{label}")];
        DatasetInput input = new(origin.Name, origin.Split, origin.Sha256, examples.Count) { SkippedRows = origin.Skipped.Count };
        return new SweptData(examples, SweptData.SharedLength(examples), labels, words, input, []);
    }

    private static int[] Prompt(JsonRow row, string column, ModelSource source)
    {
        JsonElement prompt = row.Element(column);
        try
        {
            return prompt.ValueKind switch
            {
                JsonValueKind.String => SinglePrompt.Encode(source, prompt.GetString(), []),
                JsonValueKind.Array when prompt.EnumerateArray().All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _)) =>
                    SinglePrompt.Encode(source, null, [.. prompt.EnumerateArray().Select(id => id.GetInt32())]),
                _ => throw new BadRowException(column, "a prompt is a text or an array of token ids"),
            };
        }
        catch (InputException e)
        {
            throw new BadRowException(column, e.Message);
        }
    }

    private static int Label(JsonRow row, int labels)
    {
        if (row.OptionalCell("label") is not { } cell)
        {
            return 0;
        }

        return int.TryParse(cell, out int label) && label >= 0 && label < labels
            ? label
            : throw new BadRowException("label", $"'{cell}' is no label; a label is a number from 0 to {labels - 1}");
    }
}
