using System.Text.RegularExpressions;

namespace LogitLens.Datasets;

/// <summary>
/// The Large Movie Review Dataset's own layout (Maas et al. 2011): a split's folder has <c>neg/</c> and <c>pos/</c>, each with a file
/// <c>ID_RATING.txt</c> a review; ratings are 1-4 in neg and 7-10 in pos. Examples come in the order of their number, negative before
/// positive of the same number, so that the first n are mixed. Ids are "test:pos/77_9". <c>&lt;br /&gt;</c> becomes a space.
/// </summary>
internal static partial class AclImdbFolderReader
{
    private static readonly string[] s_classes = ["neg", "pos"];

    /// <summary>Reads a split's folder, such as <c>aclImdb/test</c>.</summary>
    /// <exception cref="InputException">A class's folder is missing, a name is not ID_RATING.txt, or a text is not UTF-8.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        FixedColumns.Require(path, options, "an aclImdb folder");
        RowReading reading = new(options);
        List<Example> examples = new();
        List<DataFile> files = new();
        foreach ((string file, int label) in Reviews(path))
        {
            RowSource source = new(file, 1, 1);
            reading.Try(source, examples, () =>
            {
                string name = Path.GetFileNameWithoutExtension(file);
                CheckRating(name, label);
                return new Example($"{options.Split}:{s_classes[label]}/{name}", ReadText(file, files), source) { Label = label };
            });
        }

        return new Dataset(reading.Finish(files, examples.Count), examples, LabelSet.Sentiment);
    }

    private static IEnumerable<(string File, int Label)> Reviews(string path)
    {
        List<(string File, int Label)> reviews = new();
        for (int label = 0; label < s_classes.Length; label++)
        {
            string folder = Path.Combine(path, s_classes[label]);
            if (!Directory.Exists(folder))
            {
                throw new InputException($"{path}: no folder '{s_classes[label]}'; an aclImdb split has the folders neg and pos");
            }

            int labelHere = label;
            reviews.AddRange(Directory.EnumerateFiles(folder, "*.txt").Select(file => (file, labelHere)));
        }

        return reviews.OrderBy(r => Number(r.File)).ThenBy(r => r.Label).ThenBy(r => r.File, StringComparer.Ordinal);
    }

    private static int Number(string file)
    {
        Match name = IdAndRating().Match(Path.GetFileNameWithoutExtension(file));
        return name.Success ? int.Parse(name.Groups["id"].ValueSpan, CultureInfo.InvariantCulture) : int.MaxValue;
    }

    private static void CheckRating(string name, int label)
    {
        Match match = IdAndRating().Match(name);
        if (!match.Success)
        {
            throw new BadRowException(null, $"the file's name '{name}.txt' is not ID_RATING.txt");
        }

        int rating = int.Parse(match.Groups["rating"].ValueSpan, CultureInfo.InvariantCulture);
        (int low, int high) = label == 0 ? (1, 4) : (7, 10);
        if (rating < low || rating > high)
        {
            throw new BadRowException(null, $"rating {rating} in the folder {s_classes[label]}, whose ratings are {low} to {high}");
        }
    }

    private static string ReadText(string path, List<DataFile> files)
    {
        using Utf8File file = Utf8File.Open(path);
        using MemoryStream bytes = new();
        file.Content.CopyTo(bytes);
        files.Add(file.Finish());
        string text = HtmlBreaks.Replace(Utf8File.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), null)).Trim();
        return text.Length > 0 ? text : throw new BadRowException(null, "the text is empty") { IsBlank = true };
    }

    [GeneratedRegex(@"^(?<id>\d{1,9})_(?<rating>\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex IdAndRating();
}
