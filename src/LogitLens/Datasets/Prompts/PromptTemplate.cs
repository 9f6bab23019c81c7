using System.Text.RegularExpressions;

namespace LogitLens.Datasets;

/// <summary>
/// A prompt's wording, with <c>{text}</c> (or <c>{question}</c>, which means the same) exactly once where the example goes. For
/// classification, <c>{labels}</c> is "negative or positive", <c>{task}</c> "sentiment" and <c>{Task}</c> "Sentiment". Other braces stand
/// for themselves. A template does not end in white space: a label or answer brings its own leading space.
/// </summary>
public sealed partial class PromptTemplate
{
    private readonly string _template;

    private PromptTemplate(string name, string template)
    {
        Name = name;
        _template = template;
    }

    /// <summary>What may stand in a template, and what is put in its place.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Placeholders { get; } =
    [
        ("{text}", "the example's text; once"),
        ("{question}", "the same, in templates for questions"),
        ("{labels}", "the label words: negative or positive"),
        ("{task}", "what the labels are kinds of: sentiment"),
        ("{Task}", "the same with a capital: Sentiment"),
    ];

    /// <summary>The default: the text first, then the instruction. "Text: ... / Classify the text into ... / Sentiment:".</summary>
    public static PromptTemplate SuffixInstruction { get; } =
        Parse("suffix-instruction", "Text: {text}\nClassify the text into {labels} {task}.\n{Task}:");

    /// <summary>The instruction first, then the text.</summary>
    public static PromptTemplate InstructionFirst { get; } =
        Parse("instruction-first", "Classify the text into {labels} {task}.\nText: {text}\n{Task}:");

    /// <summary>For tasks with exact answers: "Question: ... / Answer:".</summary>
    public static PromptTemplate QuestionAnswer { get; } = Parse("question-answer", "Question: {question}\nAnswer:");

    /// <summary>The templates that can be chosen by name.</summary>
    public static IReadOnlyList<PromptTemplate> BuiltIn { get; } = [SuffixInstruction, InstructionFirst, QuestionAnswer];

    /// <summary>The built-in's name, or the file's path.</summary>
    public string Name { get; }

    /// <summary>The wording, with its placeholders.</summary>
    public string Template => _template;

    /// <summary>A built-in template by its name, or one from a file.</summary>
    /// <exception cref="InputException">It is neither, or the file's template is not valid.</exception>
    public static PromptTemplate Find(string nameOrPath)
    {
        PromptTemplate? builtIn = BuiltIn.FirstOrDefault(template => template.Name == nameOrPath);
        if (builtIn is null && !File.Exists(nameOrPath))
        {
            string names = string.Join(", ", BuiltIn.Select(template => template.Name));
            throw new InputException($"no template '{nameOrPath}': neither a file nor one of {names}");
        }

        return builtIn ?? FromFile(nameOrPath);
    }

    /// <summary>A template from a UTF-8 file; CRLF becomes LF, and line ends at the file's end are dropped.</summary>
    /// <exception cref="InputException">There is no such file, or its template is not valid.</exception>
    public static PromptTemplate FromFile(string path)
    {
        string text = PlainTextReader.Read(path).Text;
        return Parse(path, text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n'));
    }

    /// <summary>A template from its wording.</summary>
    /// <exception cref="InputException">There is not one place for the text, a placeholder is unknown, or white space ends it.</exception>
    public static PromptTemplate Parse(string name, string template)
    {
        int places = 0;
        foreach (Match match in Placeholder().Matches(template))
        {
            if (match.Value is "{text}" or "{question}")
            {
                places++;
            }
            else if (Placeholders.All(known => known.Name != match.Value))
            {
                throw new InputException(
                    $"template {name}: unknown placeholder {match.Value}; "
                    + $"known are {string.Join(", ", Placeholders.SkipLast(1).Select(known => known.Name))} and {Placeholders[^1].Name}");
            }
        }

        if (places != 1)
        {
            string found = places == 0 ? "no {text} or {question}" : $"{{text}} or {{question}} {places} times";
            throw new InputException($"template {name}: {found}; exactly one is needed, where the example goes");
        }

        return template.Length > 0 && char.IsWhiteSpace(template[^1])
            ? throw new InputException($"template {name}: ends in white space; labels and answers bring their own leading space")
            : new PromptTemplate(name, template);
    }

    /// <summary>Fills in all but the text.</summary>
    /// <param name="labels">The classes; null in a generation task.</param>
    /// <exception cref="InputException">The template names labels, and there are none.</exception>
    public BoundTemplate Bind(LabelSet? labels)
    {
        StringBuilder before = new();
        StringBuilder after = new();
        StringBuilder target = before;
        int start = 0;
        foreach (Match match in Placeholder().Matches(_template))
        {
            target.Append(_template, start, match.Index - start);
            start = match.Index + match.Length;
            if (match.Value is "{text}" or "{question}")
            {
                target = after;
            }
            else
            {
                target.Append(Fill(match.Value, labels));
            }
        }

        target.Append(_template, start, _template.Length - start);
        return new BoundTemplate(before.ToString(), after.ToString());
    }

    private string Fill(string placeholder, LabelSet? labels)
    {
        if (labels is null)
        {
            throw new InputException($"template {Name}: {placeholder} needs a dataset with labels; this one has none");
        }

        return placeholder switch
        {
            "{labels}" => labels.Listing(),
            "{task}" => labels.TaskWord,
            _ => char.ToUpperInvariant(labels.TaskWord[0]) + labels.TaskWord[1..],
        };
    }

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
