"""`python -m kg`: the same as `kg`, for where scripts are not on the path."""

from kg.cli import main

if __name__ == "__main__":
    main()
